import Drawing

/// Where the boxes of a block diagram stand at a width, and how its arrows get around them.
struct BlockLayout {
  /// A box with its words broken into lines.
  struct Box {
    var block: BlockDiagram.Block
    var column: Int
    var row: Int
    var title: [String]
    var lines: [String]
    var rect: Rect
  }

  static let lane = 16.0

  /// The room above and below the words of a box.
  static let padding = 9.0

  /// The room beside them.
  private var padding = 10.0

  private(set) var boxes: [Box] = []
  private(set) var height = 0.0

  /// The arrows that pass around boxes of their own row ("r0") or column ("c0"), the shortest first.
  private(set) var detours: [String: [String]] = [:]

  init(_ diagram: BlockDiagram, width: Double) {
    let across = Self(diagram, width: width, isTurned: false)
    let down = Self(diagram, width: width, isTurned: true)
    let isTurned = across.overflow > 0 && down.overflow < across.overflow
    self = isTurned ? down : across
  }

  /// By how much the words, unbroken, are wider than the page.
  private var overflow = 0.0

  private init(_ diagram: BlockDiagram, width: Double, isTurned: Bool) {
    boxes = diagram.blocks.map { block in
      Box(
        block: block,
        column: isTurned ? block.row : block.column,
        row: isTurned ? block.column : block.row,
        title: [block.title],
        lines: block.lines,
        rect: Rect(x: 0, y: 0, width: 0, height: 0)
      )
    }
    findDetours(of: diagram.arrows)
    let columns = Array(Set(boxes.map(\.column))).sorted()
    let rows = Array(Set(boxes.map(\.row))).sorted()
    let lanes = columns.map { Double(detours["c\($0)"]?.count ?? 0) * Self.lane }
    var gap = 26.0
    var gaps: Double { Double(columns.count - 1) * gap + lanes.reduce(0, +) }
    let natural = columns.map { column in widest(in: column) + 2 * padding }
    overflow = natural.reduce(0, +) + gaps - width
    if overflow > 0 { (gap, padding) = (16, 6) }
    let widths = Self.fitted(natural, into: width - gaps)
    breakWords(widths: Dictionary(uniqueKeysWithValues: zip(columns, widths)))

    let spare = max(0, width - widths.reduce(0, +) - gaps)
    let spread = columns.count > 1 ? min(48, spare / Double(columns.count - 1)) : 0
    var x = (spare - spread * Double(columns.count - 1)) / 2
    for (index, column) in columns.enumerated() {
      x += lanes[index]
      for box in boxes.indices where boxes[box].column == column {
        boxes[box].rect.x = x
        boxes[box].rect.width = widths[index]
      }
      x += widths[index] + gap + spread
    }
    var y = 0.0
    for row in rows {
      y += Double(detours["r\(row)"]?.count ?? 0) * Self.lane
      let tallest = boxes.filter { $0.row == row }.map(wantedHeight).max() ?? 0
      for box in boxes.indices where boxes[box].row == row {
        let own = wantedHeight(boxes[box])
        boxes[box].rect.height = own
        boxes[box].rect.y = y + (tallest - own) / 2
      }
      y += tallest + 28
    }
    height = y - 28
  }

  private mutating func findDetours(of arrows: [BlockDiagram.Arrow]) {
    var spans: [(lane: String, key: String, span: Int)] = []
    for arrow in arrows {
      guard let from = boxes.first(where: { $0.block.id == arrow.from }),
        let to = boxes.first(where: { $0.block.id == arrow.to })
      else { continue }
      func between(_ value: Int, _ one: Int, _ other: Int) -> Bool {
        min(one, other) < value && value < max(one, other)
      }
      let isRow = from.row == to.row
      let isBlocked = boxes.contains { box in
        isRow
          ? box.row == from.row && between(box.column, from.column, to.column)
          : from.column == to.column && box.column == from.column
            && between(box.row, from.row, to.row)
      }
      guard isBlocked else { continue }
      let span = abs(from.row - to.row) + abs(from.column - to.column)
      let lane = isRow ? "r\(from.row)" : "c\(from.column)"
      spans.append((lane, "\(arrow.from) \(arrow.to)", span))
    }
    for (lane, key, _) in spans.sorted(by: { ($0.span, $0.key) < ($1.span, $1.key) }) {
      detours[lane, default: []].append(key)
    }
  }

  private func widest(in column: Int) -> Double {
    boxes.filter { $0.column == column }.map { box in
      let lines = box.lines.map { Layout.tickFont.measure($0).width }
      return max(Layout.nameFont.measure(box.block.title).width, lines.max() ?? 0)
    }.max() ?? 0
  }

  private mutating func breakWords(widths: [Int: Double]) {
    func room(_ box: Box) -> Double { (widths[box.column] ?? 0) - 2 * padding + 0.01 }
    // Shapes lose the spaces around "×", in all boxes or in none.
    let isTight = boxes.contains { box in
      box.lines.contains { Layout.tickFont.measure($0).width > room(box) }
    }
    for index in boxes.indices {
      let width = room(boxes[index])
      boxes[index].title = boxes[index].title.flatMap {
        TextBlock.lines($0, font: Layout.nameFont, width: width)
      }
      boxes[index].lines = boxes[index].lines.flatMap {
        let line = isTight ? $0.replacing(" × ", with: "×") : $0
        return TextBlock.lines(line, font: Layout.tickFont, width: width)
      }
    }
  }

  /// Returns the widths cut to a common limit, so that together they are at most `room`.
  private static func fitted(_ widths: [Double], into room: Double) -> [Double] {
    var (free, count) = (room, Double(widths.count))
    for width in widths.sorted() {
      guard width * count > free else {
        (free, count) = (free - width, count - 1)
        continue
      }
      return widths.map { min($0, max(0, free / count)) }
    }
    return widths
  }

  private func wantedHeight(_ box: Box) -> Double {
    Double(box.title.count + box.lines.count) * Layout.line + 2 * Self.padding - 3
  }
}
