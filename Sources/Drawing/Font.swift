/// A face at a size; text is set without hinting, with all digits equally wide.
public struct Font: Hashable, Sendable {
  /// How heavy the strokes are; a family that lacks a weight uses its nearest.
  public enum Weight: Hashable, Sendable { case regular, medium, semibold, bold }

  /// Whether the letters stand upright.
  public enum Slant: Hashable, Sendable { case upright, italic }

  public var family: String

  /// The size of the em, in units.
  public var size: Double
  public var weight: Weight
  public var slant: Slant

  public init(
    family: String,
    size: Double,
    weight: Weight = .regular,
    slant: Slant = .upright
  ) {
    self.family = family
    self.size = size
    self.weight = weight
    self.slant = slant
  }

  /// Inter, of Debian's package fonts-inter: labels and numbers.
  public static func sans(_ size: Double, weight: Weight = .regular) -> Font {
    Font(family: "Inter", size: size, weight: weight)
  }

  /// EB Garamond, of Debian's package fonts-ebgaramond: words beside prose.
  public static func serif(_ size: Double, slant: Slant = .upright) -> Font {
    Font(family: "EB Garamond", size: size, slant: slant)
  }

  /// JetBrains Mono, of Debian's package fonts-jetbrains-mono: code.
  public static func mono(_ size: Double, weight: Weight = .regular) -> Font {
    Font(family: "JetBrains Mono", size: size, weight: weight)
  }

  /// Returns the width that a line of text takes, and the height from ascenders to descenders.
  public func measure(_ text: String) -> Size {
    let face = ScaledFont(self)
    return Size(width: face.layout(text).width, height: face.ascent + face.descent)
  }
}
