public import Drawing

/// The colours of a figure, which stands on the page's leaf.
public struct FigureTheme: Hashable, Sendable {
  /// Words and numbers that carry the result.
  public var ink: Color

  /// Labels and titles of axes.
  public var soft: Color

  /// Ticks and reference lines.
  public var faint: Color

  /// What the figure stands on; the figure itself leaves its ground transparent.
  public var paper: Color

  /// Gridlines.
  public var rule: Color

  public var brass: Color
  public var verdigris: Color
  public var rose: Color
  public var violet: Color

  /// The colours of the first, second… series.
  public var series: [Color] { [brass, verdigris, rose, violet] }

  /// Whether the ground is darker than the ink.
  public var isDark: Bool { paper.luminance < ink.luminance }

  /// Old paper on warm near-black.
  public static let dark = FigureTheme(
    ink: Color(hex: 0xe9e2d3),
    soft: Color(hex: 0xb9af9b),
    faint: Color(hex: 0x978d7b),
    paper: Color(hex: 0x1c1915),
    rule: Color(hex: 0x37322a),
    brass: Color(hex: 0xd8ab5b),
    verdigris: Color(hex: 0x79bfa7),
    rose: Color(hex: 0xdd8d7c),
    violet: Color(hex: 0xc9b8ea)
  )

  /// The same book by day.
  public static let light = FigureTheme(
    ink: Color(hex: 0x221d15),
    soft: Color(hex: 0x544b3c),
    faint: Color(hex: 0x716754),
    paper: Color(hex: 0xf2ecdd),
    rule: Color(hex: 0xd8cdb6),
    brass: Color(hex: 0x7f560d),
    verdigris: Color(hex: 0x1d6a52),
    rose: Color(hex: 0x9d3a28),
    violet: Color(hex: 0x5b3f97)
  )

  /// Returns the colour of the series at `index`; after the last the colours start again.
  func color(ofSeries index: Int) -> Color { series[index % series.count] }
}
