public import Arrays
public import Drawing

/// Numbers over two axes as colours, with a bar that says which is which.
public struct HeatMap: Figure {
  /// One direction of the map: its title and a label for each row or column, "" for none.
  public struct Labels: Sendable {
    public var title: String
    public var labels: [String]

    public init(_ title: String, _ labels: [String]) {
      self.title = title
      self.labels = labels
    }
  }

  /// A cell by its row and column.
  public struct Cell: Hashable, Sendable {
    public var row: Int
    public var column: Int

    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  /// The numbers, `[rows, columns]`; row 0 is drawn at the bottom, or at the top if ``isTopDown``.
  public var values: NDArray
  public var columns: Labels
  public var rows: Labels

  /// What the numbers are, with their unit.
  public var valueTitle: String

  /// The numbers at the ends of the colours; nil for the least and greatest.
  public var range: ClosedRange<Double>?

  /// Cells joined by a line from first to last, such as the best row of each column.
  public var ridge: [Cell]

  /// Cells with a frame.
  public var marked: [Cell]
  public var isTopDown: Bool

  /// - Precondition: `values` is `[rows, columns]`, with as many labels as rows and columns.
  public init(
    _ values: NDArray,
    rows: Labels,
    columns: Labels,
    valueTitle: String,
    range: ClosedRange<Double>? = nil,
    ridge: [Cell] = [],
    marked: [Cell] = [],
    isTopDown: Bool = false
  ) {
    precondition(
      values.shape == [rows.labels.count, columns.labels.count] && values.count > 0,
      "\(rows.labels.count) × \(columns.labels.count) labels do not fit a map of \(values.shape)"
    )
    self.values = values
    self.rows = rows
    self.columns = columns
    self.valueTitle = valueTitle
    self.range = range
    self.ridge = ridge
    self.marked = marked
    self.isTopDown = isTopDown
  }

  public func height(forWidth width: Double) -> Double {
    let area = area(width)
    return area.maxY + (columns.title.isEmpty ? 22 : 44)
  }

  public func draw(on canvas: Canvas, in size: Size, theme: FigureTheme) {
    let (area, map) = (area(size.width), ColorMap(theme: theme))
    drawBar(map, on: canvas, width: size.width, theme: theme)
    canvas.text(rows.title, at: Point(0, area.y - 11), font: Layout.labelFont, color: theme.soft)
    canvas.image(picture(map), in: area)
    drawLabels(in: area, on: canvas, theme: theme)
    let line = Path.polyline(ridge.map { center(of: $0, in: area) })
    canvas.stroke(line, with: theme.paper, style: StrokeStyle(width: 4.5, cap: .round))
    canvas.stroke(line, with: theme.ink, style: StrokeStyle(width: 2, cap: .round))
    for cell in ridge where ridge.count <= 24 {
      canvas.fill(.circle(center: center(of: cell, in: area), radius: 4.5), with: theme.paper)
      canvas.fill(.circle(center: center(of: cell, in: area), radius: 3), with: theme.ink)
    }
    for cell in marked {
      let frame = Path.rectangle(box(of: cell, in: area).inset(by: 1))
      canvas.stroke(frame, with: theme.paper, style: StrokeStyle(width: 4))
      canvas.stroke(frame, with: theme.ink, style: StrokeStyle(width: 2))
    }
  }

  private func area(_ width: Double) -> Rect {
    let widest = rows.labels.map { Layout.tickFont.measure($0).width }.max() ?? 0
    let left = widest > 0 ? (widest + 10).rounded(.up) : 0
    let top = 46.0 + (isBarBelow(width) ? 18 : 0) + (rows.title.isEmpty ? 6 : 26)
    let (rowCount, columnCount) = (Double(rows.labels.count), Double(columns.labels.count))
    let full = width - left - 10
    let height = min(max(full * rowCount / columnCount, 120), width < Layout.narrow ? 230 : 300)
    // A long map takes the whole width; a square one would be too tall for its cells.
    let across =
      columnCount > rowCount ? full : min(full, max(height * columnCount / rowCount, 460))
    return Rect(x: left, y: top, width: across, height: height)
  }

  /// The colours, and under them round numbers where they stand.
  private func drawBar(_ map: ColorMap, on canvas: Canvas, width: Double, theme: FigureTheme) {
    let titleWidth = Layout.labelFont.measure(valueTitle).width
    let isBelow = isBarBelow(width)
    let left = isBelow ? 0 : titleWidth + 24
    let bar = Rect(x: left, y: isBelow ? 20 : 2, width: min(260, width - left - 16), height: 10)
    canvas.text(valueTitle, at: Point(0, 12), font: Layout.labelFont, color: theme.soft)
    let paint = map.gradient(from: Point(bar.x, 0), to: Point(bar.maxX, 0))
    canvas.fill(.rectangle(bar), with: paint)
    let shown = shownRange
    let axis = ResolvedAxis(Axis("", range: shown), data: [], isLoose: false)
    for tick in axis.ticks(limit: 5) {
      let place = bar.x + axis.position(tick.value) * bar.width
      canvas.stroke(
        .polyline([Point(place, bar.maxY), Point(place, bar.maxY + 4)]),
        with: theme.faint
      )
      canvas.text(
        tick.label,
        at: Point(max(place, Layout.tickFont.measure(tick.label).width / 2), bar.maxY + 8),
        font: Layout.tickFont,
        color: theme.faint,
        anchor: .middle,
        baseline: .top
      )
    }
  }

  private func isBarBelow(_ width: Double) -> Bool {
    Layout.labelFont.measure(valueTitle).width > width - 220
  }

  private func drawLabels(in area: Rect, on canvas: Canvas, theme: FigureTheme) {
    var free = Double.infinity
    let order = isTopDown ? Array(rows.labels.indices.reversed()) : Array(rows.labels.indices)
    for row in order where !rows.labels[row].isEmpty {
      let level = center(of: Cell(row: row, column: 0), in: area).y
      guard level <= free else { continue }
      free = level - 17
      canvas.text(
        rows.labels[row],
        at: Point(area.x - 8, level),
        font: Layout.tickFont,
        color: theme.faint,
        anchor: .trailing,
        baseline: .middle
      )
    }
    var next = 0.0
    for (column, label) in columns.labels.enumerated() where !label.isEmpty {
      let place = center(of: Cell(row: 0, column: column), in: area).x
      let half = Layout.tickFont.measure(label).width / 2
      guard place - half >= next else { continue }
      next = place + half + 8
      canvas.text(
        label,
        at: Point(place, area.maxY + 8),
        font: Layout.tickFont,
        color: theme.faint,
        anchor: .middle,
        baseline: .top
      )
    }
    canvas.text(
      columns.title,
      at: Point(area.x, area.maxY + 38),
      font: Layout.labelFont,
      color: theme.soft
    )
  }

  private var shownRange: ClosedRange<Double> {
    if let range { return range }
    let finite = values.values.filter(\.isFinite).map(Double.init)
    guard let low = finite.min(), let high = finite.max(), high > low else { return 0...1 }
    return low...high
  }

  private func picture(_ map: ColorMap) -> Bitmap {
    let (rowCount, columnCount) = (rows.labels.count, columns.labels.count)
    let (low, high) = (shownRange.lowerBound, shownRange.upperBound)
    var rgba: [UInt8] = []
    for line in 0..<rowCount {
      let row = isTopDown ? line : rowCount - 1 - line
      for column in 0..<columnCount {
        let value = Double(values.values[row * columnCount + column])
        let color = map.color((value - low) / (high - low))
        rgba += [color.red, color.green, color.blue, 1].map { UInt8(($0 * 255).rounded()) }
      }
    }
    return Bitmap(width: columnCount, height: rowCount, rgba: rgba)
  }

  private func box(of cell: Cell, in area: Rect) -> Rect {
    let width = area.width / Double(columns.labels.count)
    let height = area.height / Double(rows.labels.count)
    let line = isTopDown ? cell.row : rows.labels.count - 1 - cell.row
    return Rect(
      x: area.x + Double(cell.column) * width,
      y: area.y + Double(line) * height,
      width: width,
      height: height
    )
  }

  private func center(of cell: Cell, in area: Rect) -> Point { box(of: cell, in: area).center }
}
