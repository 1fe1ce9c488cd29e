/// What an area is filled with.
public enum Paint: Hashable, Sendable {
  case color(Color)

  /// Colours that change along the line between two points, and stay constant beyond its ends.
  case linearGradient(from: Point, to: Point, stops: [GradientStop])

  /// Colours that change from a centre outwards, and stay constant beyond the radius.
  case radialGradient(center: Point, radius: Double, stops: [GradientStop])
}

/// A colour at a place of a gradient, `0` at its start to `1` at its end.
public struct GradientStop: Hashable, Sendable {
  public var offset: Double
  public var color: Color

  public init(offset: Double, color: Color) {
    self.offset = offset
    self.color = color
  }
}

/// How a line is drawn: its width and dashes in units, its ends and its corners.
public struct StrokeStyle: Hashable, Sendable {
  /// The form of a line's ends.
  public enum Cap: Hashable, Sendable { case butt, round, square }

  /// The form of a line's corners.
  public enum Join: Hashable, Sendable { case miter, round, bevel }

  public var width: Double

  /// The lengths of dashes and gaps in turn; empty for an unbroken line.
  public var dash: [Double]
  public var cap: Cap
  public var join: Join

  public init(width: Double = 1, dash: [Double] = [], cap: Cap = .butt, join: Join = .round) {
    self.width = width
    self.dash = dash
    self.cap = cap
    self.join = join
  }
}
