public import Drawing

/// A picture with a label at its left and a note at its right underneath.
public struct Panel: Sendable {
  public var bitmap: Bitmap
  public var label: String
  public var note: String

  public init(_ bitmap: Bitmap, label: String = "", note: String = "") {
    self.bitmap = bitmap
    self.label = label
    self.note = note
  }

  public init(bitmap: Bitmap, label: String = "", note: String = "") {
    self.init(bitmap, label: label, note: note)
  }
}

/// Rows of pictures, each enlarged to the nearest pixel.
///
/// A single row breaks into several on a narrow page; several rows keep their columns.
public struct ImageGrid: Figure {
  public var rows: [[Panel]]

  /// Titles over the rows, one for each; empty for none.
  public var rowTitles: [String]

  /// Titles over the columns, one for each; empty for none.
  public var columnTitles: [String]

  public init(rows: [[Panel]], rowTitles: [String] = [], columnTitles: [String] = []) {
    precondition(
      rowTitles.isEmpty || rowTitles.count == rows.count,
      "\(rows.count) rows cannot have \(rowTitles.count) titles"
    )
    self.rows = rows
    self.rowTitles = rowTitles
    self.columnTitles = columnTitles
  }

  /// Returns one row of pictures.
  public static func row(_ panels: [Panel]) -> ImageGrid { ImageGrid(rows: [panels]) }

  public func height(forWidth width: Double) -> Double { arrangement(width).height }

  public func draw(on canvas: Canvas, in size: Size, theme: FigureTheme) {
    let arrangement = arrangement(size.width)
    for (index, title) in columnTitles.prefix(arrangement.columns).enumerated() {
      canvas.text(
        TextBlock.lines(title, font: Layout.labelFont, width: arrangement.side).first ?? "",
        at: Point(Double(index) * (arrangement.side + arrangement.gap), 12),
        font: Layout.labelFont,
        color: theme.soft
      )
    }
    for row in arrangement.rows {
      if let title = row.title {
        canvas.text(title, at: Point(0, row.top - 8), font: Layout.nameFont, color: theme.ink)
      }
      for (index, panel) in row.panels.enumerated() {
        let left = Double(index) * (arrangement.side + arrangement.gap)
        let picture = Self.fitted(panel.bitmap, side: arrangement.side)
        canvas.image(panel.bitmap, in: Rect(origin: Point(left, row.top), size: picture))
        drawWords(of: panel, left: left, row: row, side: arrangement.side, on: canvas, theme: theme)
      }
    }
  }

  private func drawWords(
    of panel: Panel,
    left: Double,
    row: Arrangement.Row,
    side: Double,
    on canvas: Canvas,
    theme: FigureTheme
  ) {
    var baseline = row.top + row.pictureHeight + Layout.line
    for line in TextBlock.lines(panel.label, font: Layout.labelFont, width: side) {
      canvas.text(line, at: Point(left, baseline), font: Layout.labelFont, color: theme.soft)
      baseline += Layout.line
    }
    if !row.isStacked && !panel.label.isEmpty { baseline -= Layout.line }
    for line in TextBlock.lines(panel.note, font: Layout.labelFont, width: side) {
      canvas.text(
        line,
        at: Point(row.isStacked ? left : left + side, baseline),
        font: Layout.labelFont,
        color: theme.ink,
        anchor: row.isStacked ? .leading : .trailing
      )
      baseline += Layout.line
    }
  }

  private struct Arrangement {
    struct Row {
      var panels: [Panel]
      var title: String?
      var top: Double
      var pictureHeight: Double

      /// Whether the notes stand under the labels, for want of room beside them.
      var isStacked: Bool
    }

    var rows: [Row]
    var columns: Int
    var side: Double
    var gap: Double
    var height: Double
  }

  private func arrangement(_ width: Double) -> Arrangement {
    let gap = width < Layout.narrow ? 12.0 : 18.0
    let longest = max(1, rows.map(\.count).max() ?? 1)
    var columns = longest
    if rows.count == 1 && columnTitles.isEmpty {
      columns = Layout.columns(for: longest, width: width, gap: gap, good: 96, least: 72)
    }
    let free = (width - Double(columns - 1) * gap) / Double(columns)
    let side = max(1, min(Self.greatestSide, free))
    var top = columnTitles.isEmpty ? 0.0 : 22.0
    var result: [Arrangement.Row] = []
    for (index, panels) in rows.enumerated() {
      for start in stride(from: 0, to: panels.count, by: columns) {
        let part = Array(panels[start..<min(start + columns, panels.count)])
        let title = start == 0 && index < rowTitles.count ? rowTitles[index] : nil
        if title != nil { top += 22 }
        let isStacked = part.contains { Self.needsStacking($0, side: side) }
        let height = part.map { Self.fitted($0.bitmap, side: side).height }.max() ?? 0
        result.append(
          Arrangement.Row(
            panels: part,
            title: title,
            top: top,
            pictureHeight: height,
            isStacked: isStacked
          )
        )
        let words = part.map { Self.lineCount($0, side: side, isStacked: isStacked) }.max() ?? 0
        top += height + Double(words) * Layout.line + (words > 0 ? 20 : gap)
      }
    }
    let last = rows.last?.last.map { $0.label.isEmpty && $0.note.isEmpty ? gap : 14 } ?? 0
    return Arrangement(rows: result, columns: columns, side: side, gap: gap, height: top - last)
  }

  private static let greatestSide = 360.0

  private static func fitted(_ bitmap: Bitmap, side: Double) -> Size {
    Size(width: side, height: side * Double(bitmap.height) / Double(bitmap.width))
  }

  private static func needsStacking(_ panel: Panel, side: Double) -> Bool {
    guard !panel.label.isEmpty && !panel.note.isEmpty else { return false }
    let font = Layout.labelFont
    return font.measure(panel.label).width + font.measure(panel.note).width + 10 > side
  }

  private static func lineCount(_ panel: Panel, side: Double, isStacked: Bool) -> Int {
    let label = TextBlock.lines(panel.label, font: Layout.labelFont, width: side).count
    let note = TextBlock.lines(panel.note, font: Layout.labelFont, width: side).count
    return isStacked ? label + note : max(label, note)
  }
}
