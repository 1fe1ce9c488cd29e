import Drawing

/// What is above the horizon; coordinates are those of the picture, from 0 to 1.
extension Sketch {
  /// Fills the picture with the sky, its clouds, stars, sun or moon, down to the horizon.
  mutating func sky(horizon: Double) {
    canvas.fill(
      .rectangle(Rect(x: 0, y: 0, width: 1, height: 1)),
      with: .linearGradient(
        from: Point(0, 0),
        to: Point(0, horizon),
        stops: [
          GradientStop(offset: 0, color: light.zenith),
          GradientStop(offset: 1, color: light.horizon),
        ]
      )
    )
    switch scene.time {
    case .night: stars(above: horizon)
    case .day: clouds(above: horizon, Color.white)
    case .dawn, .dusk:
      let x = between(0.15, 0.85)
      shine(x, horizon - 0.03, 0.4, Color(hex: 0xff_f0_b0, alpha: 0.8))
      canvas.fill(
        .circle(center: Point(x, horizon - 0.05), radius: 0.05),
        with: Color(hex: 0xff_f4_c8)
      )
      clouds(above: horizon, light.zenith.mixed(with: light.horizon, 0.3))
    }
  }

  private mutating func stars(above horizon: Double) {
    for _ in 0..<14 {
      let (x, y) = (between(0, 1), between(0, horizon * 0.9))
      canvas.fill(
        .circle(center: Point(x, y), radius: between(0.004, 0.009)),
        with: Color.white.opacity(between(0.5, 1))
      )
    }
    guard scene.subject != .moonrise, stream.chance(0.5) else { return }
    let (x, y) = (between(0.12, 0.88), between(0.1, 0.22))
    shine(x, y, 0.16, Color(hex: 0xff_ff_e0, alpha: 0.4))
    canvas.fill(.circle(center: Point(x, y), radius: 0.05), with: Color(hex: 0xff_f8_dc))
  }

  private mutating func clouds(above horizon: Double, _ color: Color) {
    for _ in 0..<stream.index(below: 4) {
      let (x, y) = (between(0, 1), between(0.06, horizon * 0.6))
      let size = between(0.05, 0.1)
      for puff in 0..<5 {
        let along = (Double(puff) - 2) * size * 0.8
        let height = size * (0.35 + 0.2 * (2 - abs(Double(puff) - 2)))
        canvas.fill(
          .ellipse(x + along, y - height * 0.4, size * 0.7, height),
          with: color.opacity(0.75)
        )
      }
    }
  }

  /// A line of mountains that fade into the air.
  mutating func mountainRange(horizon: Double) {
    let snow = scene.season == .winter || scene.season == .spring
    for layer in 0..<2 {
      let near = Double(layer)
      let color = Color(hex: 0x5c_6a_86).mixed(with: light.horizon, 0.45 - 0.3 * near)
      for _ in 0..<3 {
        let (x, width) = (between(-0.1, 1.1), between(0.2, 0.34))
        let height = between(0.2, 0.34) - 0.08 * near
        let top = horizon - height
        shape([x - width, horizon, x, top, x + width, horizon], color, shade: 0.3)
        guard snow else { continue }
        let (w, h) = (width * 0.32, height * 0.32)
        shape(
          [
            x - w, top + h, x, top, x + w, top + h, x + w * 0.3, top + h * 0.8, x, top + h * 1.2,
            x - w * 0.4, top + h * 0.8,
          ],
          Color(hex: 0xf4_f6_fa),
          shade: 0.1
        )
      }
    }
  }

  /// Rolling hills.
  mutating func hillRange(horizon: Double) {
    for layer in 0..<3 {
      let near = Double(layer) / 2
      let color = ground().mixed(with: light.horizon, 0.55 - 0.4 * near)
      let base = horizon + 0.02 * near
      let height = 0.14 - 0.06 * near
      blob(
        [
          -0.2, base - between(0, height), 0.1, base - between(0.3, 1) * height,
          0.35, base - between(0, height), 0.6, base - between(0.3, 1) * height,
          0.85, base - between(0, height), 1.2, base - between(0.3, 1) * height, 1.3, 1, -0.3, 1,
        ],
        color,
        shade: 0.15
      )
    }
  }

  /// The roofs of a town.
  mutating func skyline(horizon: Double) {
    var x = -0.02
    while x < 1 {
      let (width, height) = (between(0.08, 0.17), between(0.1, 0.32))
      let colors: [UInt32] = [0xa8_8a_76, 0x8a_90_9c, 0xb8_a4_8c, 0x9a_78_70]
      let color = stream.varied(Color(hex: stream.pick(colors))).mixed(with: light.horizon, 0.35)
      column(x, horizon - height, width, height + 0.02, color)
      for row in 0..<Int(height / 0.06) {
        for place in [0.25, 0.65] where stream.chance(0.7) {
          window(x + width * place, horizon - height + 0.02 + 0.06 * Double(row), 0.018, 0.028)
        }
      }
      x += width
    }
  }

  /// The trunks and crowns of a wood.
  mutating func wood(horizon: Double) {
    canvas.fill(
      .rectangle(Rect(x: 0, y: 0, width: 1, height: horizon)),
      with: light.lit(foliage().mixed(with: .shadow, 0.35)).opacity(0.75)
    )
    for layer in 0..<2 {
      let fade = 0.4 - 0.25 * Double(layer)
      for _ in 0..<6 {
        let (x, top) = (between(-0.05, 1.05), between(-0.1, 0.25))
        let crown = foliage().mixed(with: light.horizon, fade)
        let trunk = Color(hex: 0x5a_41_30).mixed(with: light.horizon, fade)
        column(x - 0.018, top + 0.1, 0.036, horizon - top - 0.08, trunk)
        if scene.season == .winter {
          shape(
            [x - 0.12, horizon - 0.05, x, top, x + 0.12, horizon - 0.05],
            crown.mixed(with: .white, 0.25)
          )
        } else {
          ball(x, top + 0.1, between(0.09, 0.16), between(0.12, 0.2), crown)
        }
      }
    }
  }
}
