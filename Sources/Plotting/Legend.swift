import Drawing

/// Names beside samples of their lines, in as many rows as they need, for want of room at the curves.
struct Legend {
  struct Entry {
    var name: String
    var color: Color
    var style: LinePlot.Series.Style
  }

  let entries: [Entry]
  private static let sample = 20.0
  private static let rowHeight = 20.0

  /// Returns the height at a width, 0 for no entries.
  func height(forWidth width: Double) -> Double {
    entries.isEmpty ? 0 : Double((places(width).map(\.row).max() ?? 0) + 1) * Self.rowHeight + 6
  }

  func draw(on canvas: Canvas, width: Double) {
    for (entry, place) in zip(entries, places(width)) {
      let middle = Double(place.row) * Self.rowHeight + 9
      if entry.style == .points {
        let center = Point(place.x + Self.sample / 2, middle)
        canvas.fill(.circle(center: center, radius: 3), with: entry.color)
      } else {
        let line = Path.polyline([Point(place.x + 2, middle), Point(place.x + Self.sample, middle)])
        canvas.stroke(line, with: entry.color, style: entry.style.stroke)
      }
      canvas.text(
        entry.name,
        at: Point(place.x + Self.sample + 7, middle),
        font: Layout.nameFont,
        color: entry.color,
        baseline: .middle
      )
    }
  }

  private func places(_ width: Double) -> [(x: Double, row: Int)] {
    var (x, row) = (0.0, 0)
    return entries.map { entry in
      let own = Self.sample + 7 + Layout.nameFont.measure(entry.name).width
      if x > 0 && x + own > width { (x, row) = (0, row + 1) }
      defer { x += own + 20 }
      return (x, row)
    }
  }
}
