public import Drawing

/// Boxes on a grid with arrows between them; where the page is too narrow for the grid, its columns
/// become rows.
public struct BlockDiagram: Figure {
  /// A box with a title and lines of detail.
  public struct Block: Sendable {
    public var id: String
    public var title: String
    public var lines: [String]
    public var column: Int
    public var row: Int

    /// The index of the box's colour; nil for none.
    public var series: Int?

    public init(
      _ id: String,
      _ title: String,
      lines: [String] = [],
      column: Int,
      row: Int = 0,
      series: Int? = nil
    ) {
      self.id = id
      self.title = title
      self.lines = lines
      self.column = column
      self.row = row
      self.series = series
    }
  }

  /// A way from one box to another.
  public struct Arrow: Sendable {
    public var from: String
    public var to: String
    public var label: String

    /// Whether it passes something on beside the main way, drawn dashed.
    public var isSkip: Bool

    public init(_ from: String, _ to: String, label: String = "", isSkip: Bool = false) {
      self.from = from
      self.to = to
      self.label = label
      self.isSkip = isSkip
    }
  }

  public var blocks: [Block]
  public var arrows: [Arrow]

  /// - Precondition: Ids differ, no two boxes share a place, and arrows join boxes that exist.
  public init(_ blocks: [Block], arrows: [Arrow]) {
    let ids = Set(blocks.map(\.id))
    precondition(ids.count == blocks.count, "two blocks of \(blocks.map(\.id)) share an id")
    precondition(
      Set(blocks.map { [$0.column, $0.row] }).count == blocks.count,
      "two blocks share a place"
    )
    for arrow in arrows {
      precondition(
        ids.contains(arrow.from) && ids.contains(arrow.to) && arrow.from != arrow.to,
        "an arrow from “\(arrow.from)” to “\(arrow.to)” does not join two of \(ids.sorted())"
      )
    }
    self.blocks = blocks
    self.arrows = arrows
  }

  public func height(forWidth width: Double) -> Double {
    BlockLayout(self, width: width).height
  }

  public func draw(on canvas: Canvas, in size: Size, theme: FigureTheme) {
    let layout = BlockLayout(self, width: size.width)
    let routes = layout.routes(of: arrows)
    for (arrow, route) in zip(arrows, routes) {
      let color = arrow.isSkip ? theme.verdigris : theme.faint
      draw(route, color: color, isSkip: arrow.isSkip, on: canvas)
    }
    for box in layout.boxes { draw(box, on: canvas, theme: theme) }
    for (arrow, route) in zip(arrows, routes) where !arrow.label.isEmpty {
      drawLabel(arrow.label, along: route, on: canvas, theme: theme)
    }
  }

  /// Writes on the longest piece of a way: across it in a gap, or beside it where it is upright;
  /// along it where it passes boxes.
  private func drawLabel(
    _ label: String,
    along route: [Point],
    on canvas: Canvas,
    theme: FigureTheme
  ) {
    func length(_ pair: (Point, Point)) -> Double {
      abs(pair.0.x - pair.1.x) + abs(pair.0.y - pair.1.y)
    }
    let pieces = zip(route, route.dropFirst())
    guard let (start, end) = pieces.max(by: { length($0) < length($1) }) else { return }
    let middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    let half = Layout.tickFont.measure(label).width / 2 + 3
    let isUpright = start.x == end.x
    if isUpright && route.count == 2 {
      canvas.text(
        label,
        at: Point(middle.x + 7, middle.y),
        font: Layout.tickFont,
        color: theme.soft,
        baseline: .middle
      )
      return
    }
    let angle = isUpright ? -Double.pi / 2 : 0
    canvas.withTransform(.rotation(angle).then(.translation(x: middle.x, y: middle.y))) {
      let ground = Rect(x: -half, y: -6, width: 2 * half, height: 12)
      canvas.fill(.rectangle(ground), with: theme.paper)
      canvas.text(
        label,
        at: Point(0, 0),
        font: Layout.tickFont,
        color: theme.soft,
        anchor: .middle,
        baseline: .middle
      )
    }
  }

  private func draw(_ box: BlockLayout.Box, on canvas: Canvas, theme: FigureTheme) {
    let color = box.block.series.map { theme.color(ofSeries: $0) }
    let outline = Path.roundedRectangle(box.rect.inset(by: 0.5), radius: 3)
    canvas.fill(outline, with: theme.paper)
    canvas.fill(outline, with: (color ?? theme.faint).opacity(0.1))
    canvas.stroke(outline, with: color ?? theme.faint)
    var baseline = box.rect.y + BlockLayout.padding + 11
    for line in box.title {
      canvas.text(
        line,
        at: Point(box.rect.center.x, baseline),
        font: Layout.nameFont,
        color: theme.ink,
        anchor: .middle
      )
      baseline += Layout.line
    }
    for line in box.lines {
      canvas.text(
        line,
        at: Point(box.rect.center.x, baseline),
        font: Layout.tickFont,
        color: theme.soft,
        anchor: .middle
      )
      baseline += Layout.line
    }
  }

  /// Draws a way of straight pieces with round corners and a head at its end.
  private func draw(_ route: [Point], color: Color, isSkip: Bool, on canvas: Canvas) {
    guard let end = route.last, route.count > 1 else { return }
    let before = route[route.count - 2]
    let length = max(1e-9, abs(end.x - before.x) + abs(end.y - before.y))
    let (dx, dy) = ((end.x - before.x) / length, (end.y - before.y) / length)
    let neck = Point(end.x - 6 * dx, end.y - 6 * dy)
    let style = StrokeStyle(width: 1.4, dash: isSkip ? [4, 3] : [])
    canvas.stroke(Self.rounded(route.dropLast() + [neck]), with: color, style: style)
    let head = [
      end, Point(neck.x - 4 * dy - dx, neck.y + 4 * dx - dy),
      Point(neck.x + 4 * dy - dx, neck.y - 4 * dx - dy),
    ]
    canvas.fill(.polygon(head), with: color)
  }

  private static func rounded(_ route: [Point]) -> Path {
    var path = Path()
    for (index, point) in route.enumerated() {
      guard index > 0 else {
        path.move(to: point)
        continue
      }
      guard index < route.count - 1 else {
        path.line(to: point)
        continue
      }
      func toward(_ other: Point) -> Point {
        let length = max(1e-9, abs(other.x - point.x) + abs(other.y - point.y))
        let share = min(0.5, 8 / length)
        return Point(point.x + (other.x - point.x) * share, point.y + (other.y - point.y) * share)
      }
      path.line(to: toward(route[index - 1]))
      path.curve(to: toward(route[index + 1]), control1: point, control2: point)
    }
    return path
  }
}
