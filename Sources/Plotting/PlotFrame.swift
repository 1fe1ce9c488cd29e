import Drawing

/// The area of a plot between its axes: where values stand, and the quiet lines around them.
struct PlotFrame {
  let area: Rect
  let x: ResolvedAxis
  let y: ResolvedAxis
  private let xTicks: [Tick]
  private let yTicks: [Tick]

  /// The height above and below the area that titles and ticks take.
  static func verticalMargin(x: Axis, y: Axis) -> Double { top(y) + bottom(x) }

  /// Places the area in a canvas below `top`, with `gutter` free at its right.
  init(x: ResolvedAxis, y: ResolvedAxis, in size: Size, top: Double = 0, gutter: Double = 0) {
    self.x = x
    self.y = y
    let (start, bottom) = (top + Self.top(y.axis), Self.bottom(x.axis))
    let height = size.height - start - bottom
    yTicks = y.ticks(limit: min(8, max(3, Int(height / 31))))
    let widest = yTicks.map { Layout.tickFont.measure($0.label).width }.max() ?? 0
    let left = (widest + 10).rounded(.up)
    let roughWidth = size.width - left - gutter
    xTicks = x.ticks(limit: min(9, max(3, Int(roughWidth / 60))))
    let lastWidth = xTicks.last.map { Layout.tickFont.measure($0.label).width } ?? 0
    let right = max(gutter, lastWidth / 2 + 1)
    area = Rect(x: left, y: start, width: size.width - left - right, height: height)
  }

  /// Returns where a pair of values stands; not clipped, and not finite where a value is not.
  func place(_ point: Point) -> Point {
    Point(area.x + x.position(point.x) * area.width, area.maxY - y.position(point.y) * area.height)
  }

  /// Draws gridlines, ticks and titles.
  func drawAxes(on canvas: Canvas, theme: FigureTheme) {
    for tick in yTicks {
      let level = (area.maxY - y.position(tick.value) * area.height).rounded() + 0.5
      guard level >= area.y - 1 && level <= area.maxY + 1 else { continue }
      canvas.stroke(
        .polyline([Point(area.x, level), Point(area.maxX, level)]),
        with: theme.rule
      )
      canvas.text(
        tick.label,
        at: Point(area.x - 10, level),
        font: Layout.tickFont,
        color: theme.faint,
        anchor: .trailing,
        baseline: .middle
      )
    }
    drawHorizontalTicks(on: canvas, theme: theme)
    canvas.text(y.axis.title, at: Point(0, area.y - 15), font: Layout.labelFont, color: theme.soft)
    canvas.text(
      x.axis.title,
      at: Point(area.x, area.maxY + 38),
      font: Layout.labelFont,
      color: theme.soft
    )
  }

  private func drawHorizontalTicks(on canvas: Canvas, theme: FigureTheme) {
    let floor = area.maxY.rounded() + 0.5
    canvas.stroke(.polyline([Point(area.x, floor), Point(area.maxX, floor)]), with: theme.rule)
    let labels = xTicks.map { tick in
      (
        tick: tick, place: area.x + x.position(tick.value) * area.width,
        width: Layout.tickFont.measure(tick.label).width
      )
    }
    var free = -Double.infinity
    for (tick, place, width) in labels where place >= area.x - 1 && place <= area.maxX + 1 {
      canvas.stroke(
        .polyline([Point(place, floor), Point(place, floor + 4)]),
        with: theme.rule
      )
      guard place - width / 2 >= free else { continue }
      free = place + width / 2 + 8
      canvas.text(
        tick.label,
        at: Point(place, area.maxY + 9),
        font: Layout.tickFont,
        color: theme.faint,
        anchor: .middle,
        baseline: .top
      )
    }
  }

  private static func top(_ y: Axis) -> Double { y.title.isEmpty ? 10 : 30 }
  private static func bottom(_ x: Axis) -> Double { x.title.isEmpty ? 24 : 44 }
}
