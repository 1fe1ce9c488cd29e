public import Arrays
import Datasets
import Digests
import Drawing
public import Plotting

/// The page of a chapter while it is being filled.
///
/// Figures are drawn at once, each twice: for the dark and for the light theme.
public struct Page {
  private let folder: String
  let section: Section
  package private(set) var presentation = Presentation()

  /// What the chapter handed over that cannot be shown.
  ///
  /// They are collected and thrown together at the end, because a precondition in optimised code
  /// would not say its message.
  private(set) var faults: [String] = []

  /// The widths of the places that drawings are made for, in CSS pixels, as the theme sets them.
  private static let wide = 720.0
  private static let beside = 512.0
  private static let narrow = 320.0

  package init(section: Section, folder: String) {
    self.section = section
    self.folder = folder
  }

  /// Names a measured number for the prose: `{{name}}`.
  ///
  /// - Parameters:
  ///   - name: Unique in the chapter.
  ///   - value: The number; kept in full in the page's data.
  ///   - digits: The number of decimals shown.
  ///   - unit: The unit, empty for none; it is kept with the data, not shown.
  public mutating func value(_ name: String, _ value: Double, digits: Int, unit: String = "") {
    guard value.isFinite else {
      faults.append("the value '\(name)' is \(value), and no number")
      return
    }
    add(NamedValue(name: name, text: value.fixed(digits), value: value, unit: unit))
  }

  /// Names a word for the prose: `{{name}}`.
  public mutating func text(_ name: String, _ text: String) {
    add(NamedValue(name: name, text: text, value: nil, unit: ""))
  }

  /// Adds a fact to the head of the page.
  public mutating func fact(_ name: String, _ value: String) {
    presentation.facts.append(Fact(name: name, value: value))
  }

  /// Adds a table; its caption stands in `page.md`.
  public mutating func table(_ name: String, columns: [String], rows: [[String]]) {
    for row in rows where row.count != columns.count {
      faults.append("table '\(name)' has a row of \(row.count) cells for \(columns.count) columns")
    }
    if presentation.tables.contains(where: { $0.name == name }) {
      faults.append("a second table is named '\(name)'")
    }
    presentation.tables.append(TableFragment(name: name, columns: columns, rows: rows))
  }

  /// Adds a figure; its caption stands in `page.md`.
  ///
  /// - Parameters:
  ///   - name: Unique in the chapter.
  ///   - figure: What is drawn.
  ///   - alternative: What the figure shows and what follows from it, in a sentence.
  /// - Throws: ``PresentationError`` when the alternative text is empty, or an error of drawing.
  public mutating func figure(
    _ name: String,
    _ figure: some Figure,
    alt alternative: String
  ) throws {
    if let grid = figure as? ImageGrid {
      let rows = try grid.rows.enumerated().map { row, panels in
        try panels.enumerated().map { column, panel in
          try picture(panel, name: "\(name).\(row).\(column).png")
        }
      }
      let saves = try [("dark", FigureTheme.dark), ("light", .light)].map { title, theme in
        FigureFragment.Save(
          title: "PNG, \(title)",
          file: try write(
            grid.render(.png(scale: 2), width: Self.wide, theme: theme),
            name: "\(name).\(title).png"
          )
        )
      }
      let fragment = FigureFragment.Grid(
        rows: rows,
        rowTitles: grid.rowTitles,
        columnTitles: grid.columnTitles,
        saves: saves
      )
      try add(name, alternative, .grid(fragment))
    } else {
      try add(name, alternative, .drawing(drawing(of: figure, name: name)))
    }
  }

  /// Adds a slider whose picture is mixed in the page from two arrays.
  ///
  /// The picture is `baseWeight · base + overlayWeight · overlay`, clipped to `range`.
  ///
  /// - Parameters:
  ///   - name: Unique in the chapter.
  ///   - base: `[3, H, W]` or `[1, H, W]`.
  ///   - overlay: Of the same shape.
  ///   - range: The values shown as black and as white.
  ///   - frames: The positions of the slider, at least two.
  ///   - initial: The index of the frame that stands there at first.
  ///   - variable: What the slider sets, such as "t".
  ///   - alternative: What the slider shows, in a sentence.
  /// - Throws: ``PresentationError`` when the alternative text is empty, or an error of writing.
  public mutating func blend(
    _ name: String,
    base: NDArray,
    overlay: NDArray,
    range: ClosedRange<Float>,
    frames: [BlendFrame],
    initial: Int,
    name variable: String,
    alt alternative: String
  ) throws {
    precondition(
      base.shape == overlay.shape && base.shape.count == 3,
      "\(section.id): '\(name)' mixes shapes \(base.shape) and \(overlay.shape)"
    )
    precondition(
      frames.count > 1 && frames.indices.contains(initial),
      "\(section.id): '\(name)' starts at frame \(initial) of \(frames.count)"
    )
    let data = BlendData(base: base, overlay: overlay, range: range, frames: frames)
    let first = frames[initial]
    let mixed = first.baseWeight * base + first.overlayWeight * overlay
    let still = try picture(
      Panel(bitmap: Bitmap(array: mixed, range: range), label: first.label, note: first.note),
      name: "\(name).png"
    )
    let file = try write(StableJSON.encode(data), name: "\(name).json")
    try add(
      name,
      alternative,
      .blend(
        name: variable,
        initial: initial,
        last: frames.count - 1,
        picture: still,
        data: file
      )
    )
  }

  private mutating func add(_ value: NamedValue) {
    if presentation.values.contains(where: { $0.name == value.name }) {
      faults.append("a second value is named '\(value.name)'")
    }
    presentation.values.append(value)
  }

  mutating func add(
    _ name: String,
    _ alternative: String,
    _ form: FigureFragment.Form
  ) throws {
    guard alternative.contains(where: { !$0.isWhitespace }) else {
      throw PresentationError(section: section.id, figure: name)
    }
    if presentation.figures.contains(where: { $0.name == name }) {
      faults.append("a second figure is named '\(name)'")
    }
    presentation.figures.append(
      FigureFragment(name: name, alternative: alternative, form: form)
    )
  }

  func drawing(of figure: some Figure, name: String) throws -> FigureFragment.Drawing {
    func variant(_ place: String, _ width: Double) throws -> FigureFragment.Variant {
      FigureFragment.Variant(
        dark: try write(
          figure.render(.svg, width: width, theme: .dark),
          name: "\(name).\(place).dark.svg"
        ),
        light: try write(
          figure.render(.svg, width: width, theme: .light),
          name: "\(name).\(place).light.svg"
        ),
        width: Int(width),
        height: Int(figure.height(forWidth: width).rounded(.up))
      )
    }
    return FigureFragment.Drawing(
      wide: try variant("wide", Self.wide),
      beside: try variant("beside", Self.beside),
      narrow: try variant("narrow", Self.narrow)
    )
  }

  func picture(_ panel: Panel, name: String) throws -> FigureFragment.Picture {
    FigureFragment.Picture(
      file: try write(
        PNG.encode(
          panel.bitmap,
          text: [("Title", "\(section.id) \(name)"), ("Software", "report")]
        ),
        name: name
      ),
      width: panel.bitmap.width,
      height: panel.bitmap.height,
      label: panel.label,
      note: panel.note
    )
  }

  func write(_ bytes: [UInt8], name: String) throws -> FigureFragment.File {
    try Files.write(bytes, to: "\(folder)/\(name)")
    return FigureFragment.File(name: name, digest: .of(bytes))
  }
}

/// A figure that says nothing to those who do not see it.
public struct PresentationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The chapter's id.
  public let section: String

  /// The figure's name.
  public let figure: String

  public var description: String {
    "\(section): figure '\(figure)' has no alternative text; say in a sentence what it shows"
  }
}
