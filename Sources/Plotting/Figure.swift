public import Drawing

/// A picture with a result in it, drawn at any width in either theme.
///
/// Text keeps its size at every width; what changes is the arrangement.
public protocol Figure: Sendable {
  /// Returns the height that the figure needs at a width, both in units.
  func height(forWidth width: Double) -> Double

  /// Draws the figure in the rectangle from the origin to `size`, and leaves its ground transparent.
  func draw(on canvas: Canvas, in size: Size, theme: FigureTheme)
}

extension Figure {
  /// Returns the bytes of a file with the figure in it, the same for the same figure everywhere.
  ///
  /// - Throws: `DrawingError` where the figure is too large for Cairo.
  public func render(
    _ surface: Canvas.Surface,
    width: Double,
    theme: FigureTheme
  ) throws(DrawingError) -> [UInt8] {
    let size = Size(width: width, height: height(forWidth: width).rounded(.up))
    let canvas = Canvas(surface, size: size)
    draw(on: canvas, in: size, theme: theme)
    return try canvas.finish()
  }
}

/// The faces and distances that all figures share, in units.
enum Layout {
  static let tickFont = Font.sans(12)
  static let labelFont = Font.sans(12.5)
  static let valueFont = Font.sans(12, weight: .semibold)
  static let nameFont = Font.sans(12.5, weight: .semibold)

  /// The height of a line of labels.
  static let line = 17.0

  /// Below this width a figure is arranged for a phone.
  static let narrow = 480.0

  /// Returns how many of `count` pictures stand side by side: in as few lines as leave each a good
  /// side, or one line less where that leaves fewer gaps in the last and a side that is legible.
  static func columns(
    for count: Int,
    width: Double,
    gap: Double,
    good: Double,
    least: Double
  ) -> Int {
    func most(_ side: Double) -> Int { max(1, Int((width + gap) / (side + gap))) }
    let lines = (count + most(good) - 1) / most(good)
    let candidates = [lines, lines - 1].filter { $0 > 0 }.map { (count + $0 - 1) / $0 }
      .filter { $0 <= most(least) }
    func gaps(_ columns: Int) -> Int { (columns - count % columns) % columns }
    return candidates.min { (gaps($0), $0) < (gaps($1), $1) } ?? 1
  }
}
