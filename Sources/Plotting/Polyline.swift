import Drawing

/// A line through points, often many more than can be seen.
struct Polyline {
  let points: [Point]

  init(_ points: [Point]) { self.points = points }

  /// Whether there is more than a point to a unit across; a thinned line like that is noise.
  var isDense: Bool {
    guard let first = points.first, let last = points.last else { return false }
    return Double(points.count) > abs(last.x - first.x) + 2
  }

  /// Returns a line through some of the points that stays within a tenth of a unit of all of them.
  ///
  /// Of a dense line only the first, lowest, highest and last point of each unit of width are looked
  /// at; then follows the algorithm of Ramer, Douglas and Peucker.
  func thinned() -> [Point] {
    let points = isDense ? extremes() : points
    guard points.count > 2 else { return points }
    var isKept = [Bool](repeating: false, count: points.count)
    (isKept[0], isKept[points.count - 1]) = (true, true)
    var open = [0...points.count - 1]
    while let part = open.popLast() {
      let (start, end) = (points[part.lowerBound], points[part.upperBound])
      var (farthest, distance) = (part.lowerBound, 0.1)
      for index in part.dropFirst().dropLast() {
        let own = Self.distance(of: points[index], from: start, to: end)
        if own > distance { (farthest, distance) = (index, own) }
      }
      guard farthest > part.lowerBound else { continue }
      isKept[farthest] = true
      open += [part.lowerBound...farthest, farthest...part.upperBound]
    }
    return points.indices.filter { isKept[$0] }.map { points[$0] }
  }

  private func extremes() -> [Point] {
    var result: [Point] = []
    var start = 0
    while start < points.count {
      let unit = points[start].x.rounded(.down)
      let end = points[start...].firstIndex { $0.x.rounded(.down) != unit } ?? points.count
      let column = start..<end
      let lowest = column.min { points[$0].y < points[$1].y } ?? start
      let highest = column.max { points[$0].y < points[$1].y } ?? start
      result += Set([start, lowest, highest, end - 1]).sorted().map { points[$0] }
      start = end
    }
    return result
  }

  private static func distance(of point: Point, from start: Point, to end: Point) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let squared = dx * dx + dy * dy
    let along = squared > 0 ? ((point.x - start.x) * dx + (point.y - start.y) * dy) / squared : 0
    let share = min(1, max(0, along))
    let (gapX, gapY) = (point.x - start.x - share * dx, point.y - start.y - share * dy)
    return (gapX * gapX + gapY * gapY).squareRoot()
  }
}
