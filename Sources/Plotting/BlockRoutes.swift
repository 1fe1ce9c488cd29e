import Drawing

extension BlockLayout {
  /// Returns the corners of each arrow's way, from the edge of one box to the edge of the other.
  ///
  /// Ways that leave no choice come first; the others take the way that crosses the fewest boxes and
  /// runs along the fewest ways before it.
  func routes(of arrows: [BlockDiagram.Arrow]) -> [[Point]] {
    let choices = arrows.map { ways(of: $0) }
    var routes = choices.map { $0.count == 1 ? $0[0] : [] }
    for index in arrows.indices where routes[index].isEmpty {
      let others = routes.flatMap { pieces(of: $0) }
      func cost(_ way: [Point]) -> Int {
        let boxesHit = boxes.filter {
          $0.block.id != arrows[index].from && $0.block.id != arrows[index].to
        }.count { box in pieces(of: way).contains { $0.overlaps(box.rect) } }
        let shared = pieces(of: way).count { piece in
          others.contains { $0.overlaps(piece) && isUpright($0) == isUpright(piece) }
        }
        return 100 * boxesHit + shared
      }
      routes[index] = choices[index].min { cost($0) < cost($1) } ?? []
    }
    return routes
  }

  /// Returns the ways that an arrow may take, the plainest first.
  private func ways(of arrow: BlockDiagram.Arrow) -> [[Point]] {
    guard let from = boxes.first(where: { $0.block.id == arrow.from }),
      let to = boxes.first(where: { $0.block.id == arrow.to })
    else { return [] }
    let (start, end) = (from.rect.center, to.rect.center)
    let key = "\(arrow.from) \(arrow.to)"
    if let lane = detours["r\(from.row)"]?.firstIndex(of: key) {
      let top = boxes.filter { $0.row == from.row }.map(\.rect.y).min() ?? 0
      let level = top - (Double(lane) + 0.5) * Self.lane
      let over = [Point(start.x, level), Point(end.x, level)]
      return [[Point(start.x, from.rect.y)] + over + [Point(end.x, to.rect.y)]]
    }
    if let lane = detours["c\(from.column)"]?.firstIndex(of: key) {
      let left = boxes.filter { $0.column == from.column }.map(\.rect.x).min() ?? 0
      let place = left - (Double(lane) + 0.5) * Self.lane
      let past = [Point(place, start.y), Point(place, end.y)]
      return [[Point(from.rect.x, start.y)] + past + [Point(to.rect.x, end.y)]]
    }
    let leaving = start.x < end.x ? from.rect.maxX : from.rect.x
    let arriving = start.x < end.x ? to.rect.x : to.rect.maxX
    let below = start.y < end.y ? from.rect.maxY : from.rect.y
    let above = start.y < end.y ? to.rect.y : to.rect.maxY
    if from.row == to.row { return [[Point(leaving, start.y), Point(arriving, end.y)]] }
    if from.column == to.column { return [[Point(start.x, below), Point(end.x, above)]] }
    let middle = (leaving + arriving) / 2
    return [
      [Point(leaving, start.y), Point(end.x, start.y), Point(end.x, above)],
      [Point(start.x, below), Point(start.x, end.y), Point(arriving, end.y)],
      [
        Point(leaving, start.y), Point(middle, start.y), Point(middle, end.y),
        Point(arriving, end.y),
      ],
    ]
  }

  /// Returns the straight pieces of a way as thin rectangles.
  private func pieces(of way: [Point]) -> [Rect] {
    zip(way, way.dropFirst()).map { start, end in
      Rect(
        x: min(start.x, end.x),
        y: min(start.y, end.y),
        width: abs(start.x - end.x),
        height: abs(start.y - end.y)
      ).inset(by: -1)
    }
  }

  private func isUpright(_ piece: Rect) -> Bool { piece.height > piece.width }
}
