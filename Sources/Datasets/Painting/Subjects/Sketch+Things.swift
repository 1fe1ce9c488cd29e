import Drawing

extension Sketch {
  /// A rocket with fins and a window, flying or standing.
  mutating func rocket() {
    let paint = stream.varied((scene.color ?? .red).color, by: 0.04)
    let isWhite = scene.color == .white
    let hull = isWhite ? paint : Color(hex: stream.pick([0xee_ee_f0, 0xd8_dc_e2] as [UInt32]))
    let trim = isWhite ? Color(hex: 0x50_5a_6c) : paint
    if stream.chance(0.8) {
      shine(0, 0.85, 0.7, Color(hex: 0xff_a0_40, alpha: 0.6))
      for (hex, half, length) in [
        (0xe8_54_18, 0.22, 0.62), (0xff_b4_30, 0.15, 0.45), (0xff_f4_b0, 0.08, 0.26),
      ]
        as [(UInt32, Double, Double)]
      {
        canvas.fill(
          .smooth(
            [
              Point(-half, 0.6), Point(-half * 0.6, 0.6 + length * 0.6), Point(0, 0.6 + length),
              Point(half * 0.6, 0.6 + length * 0.6), Point(half, 0.6),
            ],
            isClosed: true
          ),
          with: Color(hex: hex)
        )
      }
    }
    for side in [-1.0, 1.0] {
      shape(
        [side * 0.24, 0.1, side * 0.58, 0.5, side * 0.6, 0.82, side * 0.22, 0.6],
        trim,
        shade: 0.35
      )
    }
    blob(
      [
        0, -1, -0.2, -0.66, -0.31, -0.2, -0.3, 0.3, -0.2, 0.62, 0.2, 0.62, 0.3, 0.3, 0.31, -0.2,
        0.2, -0.66,
      ],
      hull,
      shade: 0.5
    )
    blob([0, -1, -0.12, -0.8, -0.23, -0.54, 0, -0.5, 0.23, -0.54, 0.12, -0.8], trim, shade: 0.4)
    shape([-0.29, 0.3, 0.29, 0.3, 0.25, 0.46, -0.25, 0.46], trim, shade: 0.4)
    disc(0, -0.16, 0.18, 0.18, Color(hex: 0x6a_74_84))
    disc(0, -0.16, 0.13, 0.13, Color(hex: 0x7a_c8_ea))
    disc(-0.04, -0.2, 0.05, 0.05, .white)
    shape([-0.05, 0.3, 0.05, 0.3, 0.05, 0.84, -0.05, 0.84], trim.mixed(with: .shadow, 0.15))
  }

  /// A boat with two sails on the water.
  mutating func sailboat() {
    let sail = stream.varied((scene.color ?? .white).color, by: 0.04)
    let hulls: [UInt32] = [0x6a_3c_24, 0x9a_2c_28, 0x24_40_6a, 0xe8_e4_dc]
    let hull = stream.varied(Color(hex: stream.pick(hulls)))
    line([0, 0.58, 0, -1], 0.06, Color(hex: 0x58_40_30))
    blob([0.05, -0.92, 0.42, -0.3, 0.78, 0.4, 0.4, 0.46, 0.05, 0.42], sail, shade: 0.3)
    let jib = stream.chance(0.6) ? sail.mixed(with: .white, 0.35) : sail.mixed(with: .shadow, 0.12)
    blob([-0.05, -0.8, -0.3, -0.2, -0.66, 0.38, -0.3, 0.42, -0.05, 0.4], jib, shade: 0.3)
    if stream.chance(0.5) { shape([0, -1, 0.2, -0.94, 0, -0.88], Color(hex: 0xd8_3a_30)) }
    shape([-0.78, 0.52, 0.88, 0.52, 0.58, 0.92, -0.5, 0.92], hull, shade: 0.35)
    line([-0.78, 0.54, 0.88, 0.54], 0.06, hull.mixed(with: .white, 0.45))
    for wave in 0..<4 {
      let x = -0.9 + 0.5 * Double(wave)
      curve([x, 0.95, x + 0.22, 0.87, x + 0.45, 0.95], 0.07, Color(hex: 0xe4_f0_f8))
    }
  }

  /// A hot air balloon with gores of two colours.
  mutating func balloon() {
    let paint = stream.varied((scene.color ?? .red).color, by: 0.04)
    let others: [UInt32] =
      scene.color == .white
      ? [0x90_a0_b8, 0xc8_b8_a0] : [0xf6_ee_dc, 0xf4_c0_30, 0xfa_f4_e8]
    let other = Color(hex: stream.pick(others))
    let isPlain = stream.chance(0.3)
    for x in [-0.3, -0.1, 0.1, 0.3] {
      line([x, 0.25, x * 0.45, 0.72], 0.025, Color(hex: 0x50_40_38))
    }
    // From the outside in: each narrower shape leaves a gore of the one before on either side.
    for (index, share) in [1.0, 0.72, 0.44, 0.16].enumerated() {
      let tone = isPlain || index.isMultiple(of: 2) ? paint : other
      blob(
        [
          0, -1, -0.46 * share, -0.88, -0.72 * share, -0.5, -0.66 * share, -0.1, -0.36 * share,
          0.26,
          -0.14 * share, 0.5, 0.14 * share, 0.5, 0.36 * share, 0.26, 0.66 * share, -0.1,
          0.72 * share, -0.5,
          0.46 * share, -0.88,
        ],
        tone,
        shade: 0.4
      )
    }
    if isPlain { curve([-0.68, -0.24, 0, -0.08, 0.68, -0.24], 0.12, other) }
    column(-0.15, 0.7, 0.3, 0.28, Color(hex: 0x8a_5c_30))
    line([-0.17, 0.72, 0.17, 0.72], 0.06, Color(hex: 0xb8_88_50))
    if light.isNight { shine(0, 0.5, 0.6, Color(hex: 0xff_c0_50, alpha: 0.7)) }
  }

  /// A cup with its saucer, and steam above it.
  mutating func cup() {
    let glaze = stream.varied((scene.color ?? .white).color, by: 0.04)
    disc(0, 0.92, 0.95, 0.16, Color.shadow.opacity(0.35))
    ball(0, 0.84, 0.88, 0.15, glaze.mixed(with: .white, 0.3))
    disc(0, 0.81, 0.55, 0.08, glaze.mixed(with: .shadow, 0.25))
    curve(
      [0.52, -0.12, 0.88, -0.16, 0.92, 0.2, 0.72, 0.42, 0.46, 0.46],
      0.14,
      glaze.mixed(with: .shadow, 0.15)
    )
    blob(
      [
        -0.62, -0.3, -0.6, 0.2, -0.44, 0.62, -0.26, 0.82, 0.26, 0.82, 0.44, 0.62, 0.6, 0.2, 0.62,
        -0.3,
      ],
      glaze,
      shade: 0.5
    )
    disc(0, -0.3, 0.62, 0.17, glaze.mixed(with: .white, 0.4))
    disc(0, -0.27, 0.52, 0.12, Color(hex: 0x4a_2a_18))
    if stream.chance(0.6) {
      curve([-0.58, 0.02, 0, 0.14, 0.58, 0.02], 0.07, glaze.mixed(with: .white, 0.5))
    }
    for x in [-0.22, 0.02, 0.26] where stream.chance(0.75) {
      canvas.stroke(
        .smooth(
          [Point(x, -0.42), Point(x + 0.1, -0.62), Point(x - 0.06, -0.8), Point(x + 0.05, -1)],
          isClosed: false
        ),
        with: Color.white.opacity(0.6),
        style: StrokeStyle(width: 0.08, cap: .round)
      )
    }
  }

  /// A sharpened pencil that lies across the picture.
  mutating func pencil() {
    let paint = stream.varied((scene.color ?? .yellow).color, by: 0.04)
    if stream.chance(0.6) {
      shape([-0.85, -0.8, 0.8, -0.95, 0.95, 0.85, -0.7, 0.95], Color(hex: 0xf6_f2_e6), shade: 0.1)
      for row in 0..<4 {
        let y = -0.6 + 0.4 * Double(row)
        line([-0.6, y, 0.65, y - 0.1], 0.03, Color(hex: 0xb0_c0_d8))
      }
    }
    at(0, 0, tilt: between(-1.1, -0.5)) {
      $0.canvas.fill(
        .polygon([
          Point(-1.02, 0.2), Point(0.7, 0.24), Point(1.1, 0.12), Point(0.7, 0.32), Point(-1, 0.32),
        ]),
        with: Color.shadow.opacity(0.4)
      )
      $0.shape(
        [-0.78, -0.19, 0.68, -0.19, 0.68, -0.06, -0.78, -0.06],
        paint.mixed(with: .white, 0.35),
        shade: 0.1
      )
      $0.shape([-0.78, -0.06, 0.68, -0.06, 0.68, 0.08, -0.78, 0.08], paint, shade: 0.1)
      $0.shape(
        [-0.78, 0.08, 0.68, 0.08, 0.68, 0.2, -0.78, 0.2],
        paint.mixed(with: .shadow, 0.35),
        shade: 0.1
      )
      $0.shape([0.66, -0.19, 1.12, 0, 0.66, 0.2], Color(hex: 0xe8_c0_8c), shade: 0.3)
      $0.shape([0.95, -0.075, 1.14, 0, 0.95, 0.08], Color(hex: 0x2c_2a_30), shade: 0.1)
      $0.column(-0.9, -0.19, 0.14, 0.39, Color(hex: 0xb8_bc_c4))
      $0.blob(
        [-0.9, -0.18, -1.06, -0.16, -1.1, 0, -1.06, 0.17, -0.9, 0.19],
        Color(hex: 0xe8_80_88),
        shade: 0.3
      )
    }
  }
}
