import Arrays
import Drawing

extension Campanile {
  /// The evening sky: blue above, fire at the horizon, a few clouds lit from below, a young moon.
  static func paintSky(on canvas: Canvas, using stream: inout RandomStream) {
    let whole = Path.rectangle(Rect(x: 0, y: 0, width: 1, height: 1))
    let shades: [(Double, UInt32)] = [
      (0, 0x1f2a56), (0.18, 0x35407a), (0.36, 0x6a5a94), (0.5, 0xab7294), (0.62, 0xe08e7c),
      (0.72, 0xf7b46e), (0.8, 0xfcd48a),
    ]
    canvas.fill(
      whole,
      with: .linearGradient(
        from: Point(0, 0),
        to: Point(0, 1),
        stops: shades.map { GradientStop(offset: $0.0, color: Color(hex: $0.1)) }
      )
    )
    canvas.glow(
      at: Point(0.1, 0.76),
      width: 0.75,
      height: 0.42,
      color: Color(hex: 0xffc169, alpha: 0.75)
    )
    canvas.glow(
      at: Point(0.08, 0.77),
      width: 0.3,
      height: 0.16,
      color: Color(hex: 0xfff0b8, alpha: 0.9)
    )
    canvas.glow(
      at: Point(1.05, 0.1),
      width: 0.8,
      height: 0.7,
      color: Color(hex: 0x141b40, alpha: 0.55)
    )
    paintStars(on: canvas, using: &stream)
    paintMoon(on: canvas)
    paintClouds(on: canvas, using: &stream)
  }

  private static func paintStars(on canvas: Canvas, using stream: inout RandomStream) {
    for _ in 0..<46 {
      let place = Point(stream.next(in: 0.02...0.98), stream.next(in: 0.01...0.34))
      let strength = stream.next(in: 0.15...0.9) * (1 - place.y / 0.4)
      let radius = stream.next(in: 0.0007...0.0017)
      canvas.fill(.circle(center: place, radius: radius), with: Color.white.opacity(strength))
    }
  }

  private static func paintMoon(on canvas: Canvas) {
    let center = Point(0.815, 0.17)
    canvas.glow(
      at: center,
      width: 0.12,
      height: 0.12,
      color: Color(hex: 0xe9e4ff, alpha: 0.34)
    )
    // The lit edge looks down and to the left, where the sun is.
    let turn = Transform.rotation(0.24 * .pi).then(.translation(x: center.x, y: center.y))
    var crescent = Path()
    crescent.arc(center: Point(0, 0), radius: 0.03, from: 0, to: .pi)
    crescent.curve(
      to: Point(0.03, 0),
      control1: Point(-0.017, 0.022),
      control2: Point(0.017, 0.022)
    )
    crescent.close()
    canvas.withTransform(turn) { canvas.fill(crescent, with: Color(hex: 0xfff6df)) }
  }

  /// Long banks of cloud, each many soft spots: violet above, rose and gold where the light reaches.
  private static func paintClouds(on canvas: Canvas, using stream: inout RandomStream) {
    let banks: [(x: Double, y: Double, length: Double, depth: Double)] = [
      (0.16, 0.335, 0.3, 0.022), (0.86, 0.42, 0.32, 0.024), (0.3, 0.5, 0.34, 0.018),
      (0.8, 0.575, 0.3, 0.016), (0.12, 0.63, 0.26, 0.012), (0.62, 0.665, 0.3, 0.01),
    ]
    for bank in banks {
      let warmth = min(1, max(0, (bank.y - 0.25) / 0.45))
      let shade = Color(hex: 0x574d84).mixed(with: Color(hex: 0xb8707c), warmth)
      let light = Color(hex: 0xe0909a).mixed(with: Color(hex: 0xffe0a0), warmth)
      for puff in 0..<34 {
        let along = stream.next(in: -1...1)
        let taper = 1 - along * along
        let place = Point(
          bank.x + along * bank.length,
          bank.y + stream.next(in: -1...1) * bank.depth * taper
        )
        let isLit = puff % 2 == 1
        canvas.glow(
          at: Point(place.x, place.y + (isLit ? 0.45 : -0.2) * bank.depth),
          width: stream.next(in: 0.05...0.13) * (0.5 + taper / 2),
          height: bank.depth * stream.next(in: 0.3...0.75) * (0.4 + taper * 0.6),
          color: (isLit ? light : shade).opacity(isLit ? 0.42 : 0.3)
        )
      }
    }
  }
}
