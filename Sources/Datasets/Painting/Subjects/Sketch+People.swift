import Drawing

extension Sketch {
  /// A fire with people around it, lit from the middle.
  mutating func campfire() {
    shine(0, 0.5, 1.5, Color(hex: 0xff_9a_30, alpha: 0.75))
    let places = stream.chance(0.5) ? [-0.82, -0.45, 0.45, 0.82] : [-0.74, 0.74, 0.4]
    for x in places.dropFirst(stream.index(below: 2)) {
      let depth = abs(x) < 0.5 ? 0.42 : 0.0
      person(x + between(-0.05, 0.05), 0.98 - depth, size: 0.62 - 0.36 * depth)
    }
    for angle in [-0.5, 0.5] {
      line([-0.34, 0.9 - 0.1 * angle, 0.34, 0.9 + 0.1 * angle], 0.1, Color(hex: 0x6a_3a_1c))
    }
    let flames: [(UInt32, Double, Double)] = [
      (0xe0_48_14, 0.36, 1.05), (0xff_8a_1c, 0.27, 0.8), (0xff_d0_40, 0.18, 0.55),
      (0xff_f6_c0, 0.09, 0.3),
    ]
    for (hex, half, height) in flames {
      let (tip, left, right) = (between(-0.1, 0.1), between(0.6, 0.8), between(0.5, 0.75))
      let top = 0.86 - height * between(0.85, 1.1)
      let points = [
        (-half, 0.78), (-half * 0.8, 0.86 - height * 0.3), (-half * 0.5, 0.86 - height * left),
        (-half * 0.2, 0.86 - height * 0.5), (tip, top), (half * 0.25, 0.86 - height * 0.55),
        (half * 0.6, 0.86 - height * right), (half * 0.8, 0.86 - height * 0.3), (half, 0.78),
        (0, 0.9),
      ]
      canvas.fill(
        .smooth(points.map { Point($0.0, $0.1) }, isClosed: true),
        with: Color(hex: hex)
      )
    }
    for _ in 0..<6 {
      canvas.fill(
        .circle(center: Point(between(-0.4, 0.4), between(-0.7, 0)), radius: 0.025),
        with: Color(hex: 0xff_c0_50)
      )
    }
  }

  /// Someone who sits and looks into the fire.
  private mutating func person(_ x: Double, _ y: Double, size: Double) {
    let clothes: [UInt32] = [0x5a_2a_24, 0x2a_34_50, 0x3a_4a_2c, 0x4a_30_50, 0x60_48_28]
    let coat = Color(hex: stream.pick(clothes))
    let side = x < 0 ? 1.0 : -1.0
    at(x, y, scale: size, mirrored: side < 0) {
      $0.fireLit(
        [-0.34, 0, -0.36, -0.5, -0.2, -0.95, 0.1, -0.98, 0.24, -0.6, 0.56, -0.4, 0.62, 0],
        coat
      )
      $0.fireLit(
        [-0.16, -1.2, -0.1, -1.46, 0.1, -1.48, 0.22, -1.26, 0.14, -1.02, -0.08, -1],
        Color(hex: 0xb4_7a_58)
      )
      $0.fireLit(
        [-0.2, -1.2, -0.16, -1.5, 0.06, -1.56, 0.16, -1.42, -0.04, -1.34, -0.1, -1.12],
        Color(hex: 0x2a_1c_18)
      )
    }
  }

  /// Fills a smooth shape that the fire at its right lights.
  private func fireLit(_ coordinates: [Double], _ color: Color) {
    let points = stride(from: 0, to: coordinates.count, by: 2).map {
      Point(coordinates[$0], coordinates[$0 + 1])
    }
    canvas.fill(
      .smooth(points, isClosed: true),
      with: .linearGradient(
        from: Point(-0.4, 0),
        to: Point(0.5, 0),
        stops: [
          GradientStop(offset: 0, color: color.mixed(with: .shadow, 0.6)),
          GradientStop(offset: 0.5, color: color),
          GradientStop(offset: 1, color: color.mixed(with: Color(hex: 0xff_a0_48), 0.7)),
        ]
      )
    )
  }

  /// An old man's face: bald, with white hair, a white beard and heavy brows.
  mutating func oldMan() {
    let coats: [UInt32] = [0x3a_2c_28, 0x2c_34_48, 0x4a_38_2a, 0x34_3c_34]
    shoulders(Color(hex: stream.pick(coats)))
    let white = stream.varied(Color(hex: 0xe8_e6_e2), by: 0.03)
    let skin = skinTone()
    for side in [-1.0, 1.0] {
      ball(side * 0.53, -0.22, 0.2, 0.34, white)
      ball(side * 0.53, 0, 0.1, 0.15, skin)
    }
    head(skin)
    blob([-0.5, -0.36, -0.42, -0.14, -0.48, 0.12, -0.56, -0.1], white)
    blob([0.5, -0.36, 0.42, -0.14, 0.48, 0.12, 0.56, -0.1], white)
    for y in [-0.62, -0.53] {
      curve([-0.24, y + 0.02, 0, y, 0.24, y + 0.02], 0.03, skin.mixed(with: .shadow, 0.4))
    }
    let length = between(0.75, 1.02)
    blob(
      [
        -0.5, 0.08, -0.52, 0.4, -0.34, length * 0.85, 0, length, 0.34, length * 0.85, 0.52, 0.4,
        0.5, 0.08, 0.3, 0.2, 0, 0.14, -0.3, 0.2,
      ],
      white,
      shade: 0.3
    )
    for x in [-0.3, -0.15, 0, 0.15, 0.3] {
      curve([x * 0.9, 0.42, x, 0.6, x * 0.7, length * 0.9], 0.03, white.mixed(with: .shadow, 0.3))
    }
    curve([-0.13, 0.3, 0, 0.33, 0.13, 0.3], 0.06, Color(hex: 0x8a_48_40))
    features(skin, brow: white)
    blob(
      [0, 0.13, -0.18, 0.16, -0.36, 0.3, -0.16, 0.28, 0, 0.22, 0.16, 0.28, 0.36, 0.3, 0.18, 0.16],
      white.mixed(with: .white, 0.4),
      shade: 0.15
    )
  }

  /// The face of a man who wears a hat.
  mutating func hatMan() {
    let coats: [UInt32] = [0x2a_2c_3c, 0x50_30_30, 0x3c_4a_3c, 0x5a_4c_38]
    shoulders(Color(hex: stream.pick(coats)))
    let hair = Color(hex: stream.pick([0x2c_1e_18, 0x4a_30_1e, 0x18_16_18] as [UInt32]))
    let skin = skinTone()
    for side in [-1.0, 1.0] {
      ball(side * 0.47, -0.22, 0.1, 0.3, hair)
      ball(side * 0.5, 0, 0.09, 0.14, skin)
    }
    head(skin)
    features(skin, brow: hair)
    curve([-0.15, 0.38, 0, 0.42, 0.15, 0.38], 0.06, Color(hex: 0x94_48_44))
    if stream.chance(0.5) {
      blob([0, 0.22, -0.22, 0.32, 0, 0.3, 0.22, 0.32], hair, shade: 0.1)
    }
    let hats: [UInt32] = [0x2a_26_26, 0x6a_48_2c, 0x8a_7a_5c, 0x3c_48_5c, 0x7a_28_28]
    let hat = stream.varied(Color(hex: stream.pick(hats)))
    let isTall = stream.chance(0.4)
    let (top, half) = isTall ? (-1.28, 0.46) : (-1.06, 0.5)
    blob(
      [
        -half, -0.42, -half, top + 0.1, -half * 0.6, top, 0, top + (isTall ? 0 : 0.07),
        half * 0.6, top, half, top + 0.1, half, -0.42,
      ],
      hat,
      shade: 0.4
    )
    let band = hat.mixed(with: hat.luminance > 0.06 ? .shadow : .white, 0.55)
    shape([-half, -0.58, half, -0.58, half, -0.42, -half, -0.42], band, shade: 0.2)
    let brim = isTall ? 0.76 : 0.92
    blob(
      [
        -brim, -0.44, -0.5, -0.48, 0, -0.46, 0.5, -0.48, brim, -0.44, 0.5, -0.3, 0, -0.27,
        -0.5, -0.3,
      ],
      hat.mixed(with: .shadow, 0.12),
      shade: 0.4
    )
  }

  private mutating func skinTone() -> Color {
    stream.varied(
      Color(hex: stream.pick([0xe8_b8_94, 0xd8_9c_74, 0xc0_84_5c, 0xf0_c8_a8] as [UInt32]))
    )
  }

  private func shoulders(_ coat: Color) {
    column(-0.24, 0.3, 0.48, 0.5, Color(hex: 0xb0_7c_5c))
    blob(
      [
        -1.05, 1.3, -0.95, 0.92, -0.5, 0.7, -0.2, 0.62, 0, 0.85, 0.2, 0.62, 0.5, 0.7, 0.95, 0.92,
        1.05, 1.3,
      ],
      coat,
      shade: 0.35
    )
    shape([-0.22, 0.62, 0, 0.92, 0.22, 0.62, 0.1, 1.3, -0.1, 1.3], Color(hex: 0xe8_e0_d4))
  }

  private func head(_ skin: Color) {
    blob(
      [
        -0.46, -0.3, -0.42, -0.68, 0, -0.84, 0.42, -0.68, 0.46, -0.3, 0.44, 0.1, 0.3, 0.48, 0, 0.62,
        -0.3, 0.48, -0.44, 0.1,
      ],
      skin,
      shade: 0.38
    )
  }

  private func features(_ skin: Color, brow: Color) {
    let dark = skin.mixed(with: .shadow, 0.55)
    for side in [-1.0, 1.0] {
      disc(side * 0.2, -0.13, 0.13, 0.09, dark.mixed(with: skin, 0.45))
      disc(side * 0.2, -0.11, 0.1, 0.06, Color(hex: 0xf4_f0_ea))
      disc(side * 0.2, -0.11, 0.055, 0.06, Color(hex: 0x2a_24_28))
      curve([side * 0.34, -0.2, side * 0.2, -0.27, side * 0.08, -0.22], 0.08, brow)
    }
    blob(
      [-0.03, -0.1, 0.03, -0.1, 0.11, 0.12, 0, 0.18, -0.11, 0.12],
      skin.mixed(with: .white, 0.12),
      shade: 0.4
    )
    curve([-0.1, 0.13, 0, 0.18, 0.1, 0.13], 0.035, dark)
  }

  /// A skull seen from the front.
  mutating func skull() {
    let bone = stream.varied(
      Color(hex: stream.pick([0xf0_e8_d4, 0xe0_d4_b8, 0xf6_f2_e8] as [UInt32]))
    )
    let hollow = Color(hex: 0x1c_16_18)
    blob(
      [-0.36, 0.42, -0.4, 0.8, -0.26, 1, 0.26, 1, 0.4, 0.8, 0.36, 0.42],
      bone.mixed(with: .shadow, 0.12),
      shade: 0.4
    )
    blob(
      [
        -0.74, -0.3, -0.6, -0.8, 0, -1, 0.6, -0.8, 0.74, -0.3, 0.66, 0.12, 0.54, 0.3, 0.42, 0.56,
        0, 0.62, -0.42, 0.56, -0.54, 0.3, -0.66, 0.12,
      ],
      bone,
      shade: 0.45
    )
    for side in [-1.0, 1.0] {
      blob(
        [
          side * 0.12, -0.08, side * 0.22, -0.3, side * 0.46, -0.3, side * 0.54, -0.02,
          side * 0.4, 0.18, side * 0.18, 0.14,
        ],
        hollow,
        shade: 0.05
      )
      curve(
        [side * 0.56, 0.2, side * 0.46, 0.36, side * 0.4, 0.5],
        0.05,
        bone.mixed(with: .shadow, 0.5)
      )
    }
    shape([0, 0.1, 0.13, 0.38, 0.04, 0.36, 0, 0.4, -0.04, 0.36, -0.13, 0.38], hollow, shade: 0.05)
    shape(
      [-0.34, 0.5, 0.34, 0.5, 0.3, 0.84, -0.3, 0.84],
      bone.mixed(with: .white, 0.2),
      shade: 0.2
    )
    line([-0.34, 0.67, 0.34, 0.67], 0.05, hollow)
    for tooth in -2...2 {
      line([0.12 * Double(tooth), 0.5, 0.12 * Double(tooth), 0.84], 0.035, hollow)
    }
  }
}
