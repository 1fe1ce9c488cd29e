import Arrays
import Drawing

/// The colours of a time of day and a season, a little different in every picture.
struct PaintedLight {
  /// The colour at the top of the sky.
  let zenith: Color

  /// The colour above the horizon, into which distant things fade.
  let horizon: Color

  /// What white becomes: things are multiplied by it, channel by channel.
  let ambient: Color

  /// The side that the light comes from, -1 left or 1 right.
  let side: Double

  let isNight: Bool

  /// Draws the light of a scene.
  init(of scene: PaintedScene, using stream: inout RandomStream) {
    side = stream.chance(0.5) ? -1 : 1
    guard scene.place.isOutdoors else {
      (zenith, horizon) = (.white, .white)
      ambient = Color(hex: 0xff_fa_f2)
      isNight = false
      return
    }
    isNight = scene.time == .night
    let skies: [(UInt32, UInt32)] =
      switch scene.time {
      case .day: [(0x3f7fd0, 0xbfe0f5), (0x5a9ee0, 0xdcecf2), (0x7fb0d8, 0xf2efe0)]
      case .dawn: [(0x7f9fd6, 0xf9cdb8), (0x9a8fc8, 0xffd9a0), (0x86b0d8, 0xf7dcc4)]
      case .dusk: [(0x4a3f86, 0xff8c42), (0x2f4a8a, 0xff6f4a), (0x7a3f78, 0xffb347)]
      case .night: [(0x0a1030, 0x24386e), (0x0c0a26, 0x3a2f66), (0x06142c, 0x1c4a66)]
      }
    let (high, low) = stream.pick(skies)
    let grey = scene.season == .winter && scene.time == .day ? 0.35 : 0
    zenith = stream.varied(Color(hex: high)).mixed(with: Color(hex: 0xb8c4d0), grey)
    horizon = stream.varied(Color(hex: low)).mixed(with: Color(hex: 0xe8ecf0), grey)
    ambient =
      switch scene.time {
      case .day: Color(hex: 0xfffdf6)
      case .dawn: Color(hex: 0xfae2dc)
      case .dusk: Color(hex: 0xf0bea6)
      case .night: Color(hex: 0x84_94_c8)
      }
  }

  /// Returns a colour as it looks in this light.
  func lit(_ color: Color) -> Color {
    Color(
      red: color.red * ambient.red,
      green: color.green * ambient.green,
      blue: color.blue * ambient.blue,
      alpha: color.alpha
    )
  }
}

extension RandomStream {
  /// Returns a colour a little lighter or darker, warmer or cooler.
  mutating func varied(_ color: Color, by amount: Double = 0.05) -> Color {
    let lightness = between(-amount, amount)
    func moved(_ value: Double) -> Double {
      min(1, max(0, value + lightness + between(-amount, amount) * 0.7))
    }
    return Color(
      red: moved(color.red),
      green: moved(color.green),
      blue: moved(color.blue),
      alpha: color.alpha
    )
  }
}
