import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Colours for numbers, in which equal steps look equal.
///
/// Lightness in Oklab (Ottosson 2020) is linear in the number and rises or falls all the way, so the
/// order survives print and colour blindness; the hue turns from violet over rose to brass. Low
/// numbers are close to the paper in either theme.
struct ColorMap {
  private let colors: [Color]

  init(theme: FigureTheme) {
    colors = (0...255).map { index in
      let share = Double(index) / 255
      return Self.color(theme.isDark ? share : 1 - share)
    }
  }

  /// Returns the colour of a number in `0...1`; what lies beyond has the colour of the end.
  func color(_ share: Double) -> Color {
    colors[Int((min(1, max(0, share.isNaN ? 0 : share)) * 255).rounded())]
  }

  /// The colours from 0 to 1 as a gradient between two points.
  func gradient(from start: Point, to end: Point) -> Paint {
    let stops = stride(from: 0, through: 255, by: 15).map {
      GradientStop(offset: Double($0) / 255, color: colors[$0])
    }
    return .linearGradient(from: start, to: end, stops: stops)
  }

  /// Returns the lightness of Oklab, 0 for black to 1 for white.
  static func lightness(of share: Double) -> Double { 0.27 + 0.63 * share }

  private static func color(_ share: Double) -> Color {
    let hue = (300 + 150 * share) * .pi / 180
    let chroma = 0.03 + 0.10 * sin(.pi * pow(share, 0.85))
    return oklab(lightness: lightness(of: share), a: chroma * cos(hue), b: chroma * sin(hue))
  }

  private static func oklab(lightness: Double, a: Double, b: Double) -> Color {
    func cubed(_ value: Double) -> Double { value * value * value }
    let l = cubed(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let m = cubed(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let s = cubed(lightness - 0.0894841775 * a - 1.2914855480 * b)
    func encoded(_ linear: Double) -> Double {
      let value = min(1, max(0, linear))
      return value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055
    }
    return Color(
      red: encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      green: encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      blue: encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
    )
  }
}
