import Drawing

extension Sketch {
  /// A tall tower with a belfry, a clock and a spire.
  mutating func campanile() {
    let stones: [UInt32] = [0xd8_cf_bc, 0xe4_dc_cc, 0xb0_5a_42, 0xc9_a8_80]
    let stone = stream.varied(Color(hex: stream.pick(stones)))
    let roofs: [UInt32] = [0x5a_8a_78, 0x8a_8f_98, 0x9a_4a_34]
    let roof = stream.varied(Color(hex: stream.pick(roofs)))
    let dark = stone.mixed(with: .shadow, 0.55)
    let half = between(0.19, 0.26)
    column(-half, -0.34, 2 * half, 1.34, stone)
    for rib in [-0.4, 0, 0.4] { line([rib * half, -0.08, rib * half, 0.9], 0.04, dark) }
    for level in 0..<4 { window(-half * 0.25, 0.05 + 0.24 * Double(level), half * 0.5, 0.1) }
    disc(0, -0.19, half * 0.62, half * 0.62, Color(hex: 0xf8_f4_e4))
    line([0, -0.19, 0, -0.19 - half * 0.45], 0.035, .shadow)
    line([0, -0.19, half * 0.32, -0.19], 0.035, .shadow)
    let wide = half * 1.18
    column(-wide, -0.64, 2 * wide, 0.3, stone.mixed(with: .white, 0.15))
    for arch in [-0.62, 0.0, 0.62] {
      let x = arch * half
      column(x - half * 0.2, -0.56, half * 0.4, 0.18, .shadow)
      disc(x, -0.56, half * 0.2, half * 0.2, .shadow)
    }
    shape([-wide, -0.64, 0, -1, wide, -0.64], roof, shade: 0.35)
    line([0, -1, 0, -1.06], 0.04, roof)
    for side in [-1.0, 1.0] where stream.chance(0.8) {
      ball(side * between(0.42, 0.6), 0.84, between(0.16, 0.26), between(0.16, 0.24), foliage())
    }
  }

  /// A striped tower with a lamp, on a rock.
  mutating func lighthouse() {
    let stripe = stream.varied((scene.color ?? .red).color)
    let isPlain = scene.color == .white
    let body = isPlain ? Color(hex: 0xe8_e4_da) : Color(hex: 0xf6_f2_e8)
    blob(
      [-0.75, 1, -0.5, 0.78, -0.1, 0.7, 0.4, 0.74, 0.7, 0.86, 0.8, 1.1, -0.7, 1.1],
      stream.varied(Color(hex: 0x6a_62_5c)),
      shade: 0.4
    )
    func width(_ y: Double) -> Double { 0.17 + 0.12 * (y + 0.5) / 1.3 }
    shape(
      [-width(-0.5), -0.5, width(-0.5), -0.5, width(0.8), 0.8, -width(0.8), 0.8],
      body,
      shade: 0.4
    )
    if !isPlain {
      for band in 0..<3 {
        let (y, end) = (-0.42 + 0.42 * Double(band), -0.21 + 0.42 * Double(band))
        shape([-width(y), y, width(y), y, width(end), end, -width(end), end], stripe, shade: 0.4)
      }
    }
    column(-0.24, -0.56, 0.48, 0.08, Color(hex: 0x3c_3c_44))
    if light.isNight || scene.time == .dusk {
      shine(0, -0.68, 0.7, Color(hex: 0xff_f0_a0, alpha: 0.6))
      let beam = stream.chance(0.5) ? 1.0 : -1.0
      canvas.fill(
        .polygon([Point(0, -0.68), Point(beam * 2, -1.05), Point(beam * 2, -0.45)]),
        with: Color(hex: 0xff_f4_b8, alpha: 0.4)
      )
    }
    column(-0.14, -0.78, 0.28, 0.22, Color(hex: 0x88_a0_b0))
    lamp([-0.09, -0.76, 0.09, -0.76, 0.09, -0.58, -0.09, -0.58], Color(hex: 0xff_ea_90))
    let cap = isPlain ? Color(hex: 0x54_5a_64) : stripe
    blob([-0.19, -0.78, -0.1, -0.92, 0, -1, 0.1, -0.92, 0.19, -0.78], cap, shade: 0.3)
    column(-0.06, 0.58, 0.12, 0.22, .shadow)
  }

  /// Walls with battlements between towers with pointed roofs.
  mutating func castle() {
    let stones: [UInt32] = [0xa8_a2_9c, 0xc8_b4_90, 0x8c_8a_94, 0xb8_9a_88]
    let stone = stream.varied(Color(hex: stream.pick(stones)))
    let roofs: [UInt32] = [0x9a_3a_30, 0x3a_54_88, 0x4a_6a_5a, 0x6a_4a_74]
    let roof = stream.varied(Color(hex: stream.pick(roofs)))
    tower(x: 0, top: -0.55, width: 0.44, stone: stone, roof: roof)
    column(-0.78, 0.05, 1.56, 0.95, stone)
    for merlon in 0..<7 { column(-0.78 + 0.235 * Double(merlon), -0.07, 0.13, 0.14, stone) }
    let edge = between(0.68, 0.78)
    for side in [-1.0, 1.0] {
      let height = between(-0.35, -0.1)
      tower(x: side * edge, top: height, width: 0.38, stone: stone, roof: roof)
    }
    column(-0.17, 0.55, 0.34, 0.45, .shadow)
    disc(0, 0.55, 0.17, 0.17, .shadow)
    for x in [-0.4, 0.32] { window(x, 0.25, 0.09, 0.16) }
  }

  private mutating func tower(x: Double, top: Double, width: Double, stone: Color, roof: Color) {
    let half = width / 2
    column(x - half, top, width, 1 - top, stone.mixed(with: .white, 0.08))
    shape([x - half * 1.3, top, x, top - 0.42, x + half * 1.3, top], roof, shade: 0.4)
    window(x - 0.045, top + 0.14, 0.09, 0.17)
    line([x, top - 0.4, x, top - 0.55], 0.03, .shadow)
    shape([x, top - 0.55, x + 0.16, top - 0.5, x, top - 0.44], Color(hex: 0xd8_3a_30))
  }

  /// A house with a gable, a door, windows and a chimney with smoke.
  mutating func house() {
    let wall = stream.varied((scene.color ?? .white).color).mixed(with: .white, 0.12)
    let roofs: [UInt32] = [0x8a_3a_2a, 0x5a_4a_44, 0x44_50_62, 0xa0_5a_34]
    let isWinter = scene.season == .winter
    let roof = isWinter ? Color(hex: 0xf4_f7_fb) : stream.varied(Color(hex: stream.pick(roofs)))
    column(0.3, -0.82, 0.2, 0.5, Color(hex: 0x8c_50_40))
    if stream.chance(0.5) {
      for puff in 0..<3 {
        let rise = 0.14 * Double(puff)
        disc(
          0.42 + rise * 0.6,
          -0.95 - rise,
          0.09 + rise * 0.25,
          0.07 + rise * 0.2,
          Color.white.opacity(0.55)
        )
      }
    }
    shape([-0.72, -0.08, 0.72, -0.08, 0.72, 1, -0.72, 1], wall, shade: 0.3)
    shape([-0.92, 0, -0.5, -0.68, 0.5, -0.68, 0.92, 0], roof, shade: 0.35)
    line([-0.92, 0.02, 0.92, 0.02], 0.06, roof.mixed(with: .shadow, 0.4))
    let doors: [UInt32] = [0x6a_40_28, 0x2a_4a_6a, 0x7a_2a_2a]
    column(-0.16, 0.42, 0.32, 0.58, Color(hex: stream.pick(doors)))
    for x in [-0.56, 0.28] {
      column(x - 0.04, 0.2, 0.36, 0.38, Color(hex: 0xf4_ee_e0))
      window(x, 0.24, 0.28, 0.3)
      line([x + 0.14, 0.24, x + 0.14, 0.54], 0.035, Color(hex: 0xf4_ee_e0))
      line([x, 0.39, x + 0.28, 0.39], 0.035, Color(hex: 0xf4_ee_e0))
    }
    ball(-0.8, 0.88, 0.2, 0.18, foliage())
    ball(0.84, 0.9, 0.18, 0.16, foliage())
  }
}
