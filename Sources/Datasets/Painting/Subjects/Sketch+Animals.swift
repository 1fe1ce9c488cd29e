import Drawing

extension Sketch {
  /// A dog, sitting and seen from the front, or standing and seen from the side.
  mutating func dog() {
    let coats: [UInt32] = [0xa8_6a_38, 0xd0_a0_60, 0x5a_3c_2a, 0xe8_dc_c8, 0x3a_32_30]
    let coat = stream.varied(Color(hex: stream.pick(coats)))
    let dark = coat.mixed(with: .shadow, 0.42)
    if stream.chance(0.4) {
      standingDog(coat, dark)
      return
    }
    curve([0.4, 0.86, 0.72, 0.7, 0.8, 0.4], 0.13, coat)
    blob([-0.4, 1, -0.46, 0.5, -0.3, 0, 0, -0.12, 0.3, 0, 0.46, 0.5, 0.4, 1], coat, shade: 0.35)
    blob([-0.2, 0.9, -0.22, 0.3, 0, 0.12, 0.22, 0.3, 0.2, 0.9], coat.mixed(with: .white, 0.35))
    for side in [-1.0, 1.0] {
      column(side * 0.19 - 0.1, 0.42, 0.2, 0.52, coat.mixed(with: .white, 0.08))
      ball(side * 0.2, 0.96, 0.15, 0.08, coat.mixed(with: .white, 0.25))
    }
    ball(0, -0.42, 0.46, 0.44, coat)
    for side in [-1.0, 1.0] {
      blob(
        [
          side * 0.3, -0.8, side * 0.56, -0.76, side * 0.68, -0.3, side * 0.56, -0.02,
          side * 0.4, -0.3,
        ],
        dark,
        shade: 0.3
      )
    }
    dogFace(coat)
    line(
      [-0.28, 0.04, 0.28, 0.04],
      0.1,
      Color(hex: stream.pick([0xc8_2c_2c, 0x2a_50_b0, 0x2a_8a_50] as [UInt32]))
    )
  }

  private mutating func dogFace(_ coat: Color) {
    ball(0, -0.24, 0.26, 0.22, coat.mixed(with: .white, 0.5))
    for side in [-1.0, 1.0] {
      disc(side * 0.18, -0.5, 0.08, 0.09, .shadow)
      disc(side * 0.18 - 0.025, -0.53, 0.03, 0.03, .white)
    }
    disc(0, -0.32, 0.12, 0.09, .shadow)
    curve([-0.14, -0.14, -0.04, -0.1, 0, -0.22, 0.04, -0.1, 0.14, -0.14], 0.04, .shadow)
    if stream.chance(0.5) {
      blob([-0.07, -0.12, 0.07, -0.12, 0.06, 0.06, -0.06, 0.06], Color(hex: 0xe8_6a_78))
    }
  }

  private mutating func standingDog(_ coat: Color, _ dark: Color) {
    curve([-0.62, 0.1, -0.82, -0.14, -0.88, -0.42], 0.12, coat)
    for (x, tone) in [(-0.5, dark), (0.3, dark), (-0.62, coat), (0.18, coat)] {
      column(x - 0.02, 0.3, 0.16, 0.68, tone)
      ball(x + 0.08, 0.97, 0.12, 0.06, tone)
    }
    blob(
      [-0.7, 0.2, -0.6, 0, -0.1, 0, 0.3, -0.12, 0.44, 0.12, 0.3, 0.44, -0.2, 0.42, -0.6, 0.48],
      coat,
      shade: 0.35
    )
    blob([0.16, 0.1, 0.3, -0.5, 0.6, -0.5, 0.5, 0.1, 0.36, 0.3], coat, shade: 0.25)
    ball(0.5, -0.5, 0.28, 0.26, coat)
    blob(
      [0.56, -0.56, 0.88, -0.46, 0.96, -0.36, 0.86, -0.26, 0.54, -0.26],
      coat.mixed(with: .white, 0.3)
    )
    disc(0.95, -0.44, 0.07, 0.06, .shadow)
    disc(0.6, -0.58, 0.055, 0.06, .shadow)
    curve([0.66, -0.28, 0.78, -0.27, 0.86, -0.3], 0.035, .shadow)
    blob([0.28, -0.7, 0.46, -0.7, 0.46, -0.3, 0.34, -0.12, 0.22, -0.34], dark, shade: 0.25)
    line([0.22, -0.02, 0.52, 0.02], 0.09, Color(hex: 0xc8_2c_2c))
  }

  /// A sitting cat with a curled tail.
  mutating func cat() {
    let coats: [UInt32] = [0xd8_88_3c, 0x6c_6c_74, 0x2a_28_2c, 0xec_e6_dc, 0x8a_70_54]
    let index = stream.index(below: 5)
    let coat = stream.varied(Color(hex: coats[index]), by: 0.04)
    let mark = coat.mixed(with: index == 2 ? .white : .shadow, index == 2 ? 0.2 : 0.4)
    let isStriped = index == 0 || index == 1 || index == 4
    curve([0.34, 0.92, 0.78, 0.86, 0.84, 0.4, 0.66, 0.16], 0.15, coat)
    blob(
      [-0.42, 1, -0.46, 0.56, -0.26, 0, 0, -0.1, 0.26, 0, 0.46, 0.56, 0.42, 1],
      coat,
      shade: 0.35
    )
    if isStriped {
      for y in [0.3, 0.5, 0.7] {
        curve([-0.4, y, -0.3, y + 0.03, -0.2, y], 0.06, mark)
        curve([0.4, y, 0.3, y + 0.03, 0.2, y], 0.06, mark)
      }
    }
    blob([-0.14, 0.9, -0.15, 0.3, 0, 0.12, 0.15, 0.3, 0.14, 0.9], coat.mixed(with: .white, 0.4))
    for side in [-1.0, 1.0] { ball(side * 0.16, 0.95, 0.15, 0.08, coat.mixed(with: .white, 0.3)) }
    for side in [-1.0, 1.0] {
      shape([side * 0.44, -0.42, side * 0.46, -0.98, side * 0.08, -0.66], coat, shade: 0.3)
      shape([side * 0.38, -0.56, side * 0.4, -0.84, side * 0.2, -0.66], Color(hex: 0xe0_98_94))
    }
    ball(0, -0.36, 0.48, 0.4, coat)
    if isStriped { for x in [-0.12, 0, 0.12] { line([x, -0.7, x * 0.8, -0.56], 0.05, mark) } }
    let eyes = Color(hex: stream.pick([0x8c_c0_3c, 0xf0_c0_30, 0x60_a8_d0] as [UInt32]))
    for side in [-1.0, 1.0] {
      disc(side * 0.2, -0.4, 0.12, 0.11, eyes)
      disc(side * 0.2, -0.4, 0.04, 0.1, .shadow)
      for lift in [-0.03, 0.05] {
        line([side * 0.14, -0.18, side * 0.62, -0.2 + lift * 2], 0.02, Color(hex: 0xf4_f0_ea))
      }
    }
    ball(0, -0.19, 0.17, 0.11, coat.mixed(with: .white, 0.55))
    shape([-0.06, -0.26, 0.06, -0.26, 0, -0.18], Color(hex: 0xd0_68_6c))
    curve([-0.1, -0.12, 0, -0.17, 0.1, -0.12], 0.03, .shadow)
  }

  /// An owl on a branch, with large round eyes.
  mutating func owl() {
    let coats: [UInt32] = [0x8a_60_3c, 0x6a_50_40, 0xb0_8c_60, 0xd8_d0_c4]
    let coat = stream.varied(Color(hex: stream.pick(coats)))
    let pale = coat.mixed(with: Color(hex: 0xfa_f0_dc), 0.62)
    let dark = coat.mixed(with: .shadow, 0.45)
    line([-1.1, 0.92, 1.1, 0.84], 0.16, Color(hex: 0x58_40_2e))
    blob([-0.2, 0.7, 0.2, 0.7, 0.16, 1.2, -0.16, 1.2], dark)
    blob(
      [-0.5, 0.7, -0.6, 0.1, -0.5, -0.5, 0, -0.8, 0.5, -0.5, 0.6, 0.1, 0.5, 0.7, 0, 0.9],
      coat,
      shade: 0.35
    )
    blob([-0.32, 0.62, -0.36, 0.2, 0, -0.05, 0.36, 0.2, 0.32, 0.62, 0, 0.78], pale, shade: 0.2)
    for row in 0..<3 {
      for place in -1...1 {
        let (x, y) = (0.2 * Double(place), 0.22 + 0.18 * Double(row))
        curve([x - 0.07, y, x, y + 0.06, x + 0.07, y], 0.04, dark)
      }
    }
    for side in [-1.0, 1.0] {
      blob(
        [side * 0.44, -0.2, side * 0.66, 0.1, side * 0.6, 0.5, side * 0.42, 0.8, side * 0.38, 0.3],
        dark,
        shade: 0.3
      )
      shape([side * 0.5, -0.5, side * 0.52, -0.98, side * 0.14, -0.7], dark, shade: 0.25)
      disc(side * 0.23, -0.38, 0.27, 0.27, pale)
      disc(side * 0.22, -0.38, 0.18, 0.18, Color(hex: 0xf4_a8_20))
      disc(side * 0.22, -0.38, 0.1, 0.1, Color(hex: 0x14_10_14))
      disc(side * 0.22 - 0.04, -0.42, 0.035, 0.035, .white)
      line([side * 0.14, 0.86, side * 0.26, 0.86], 0.09, Color(hex: 0xe0_98_30))
    }
    shape([-0.08, -0.3, 0.08, -0.3, 0, -0.08], Color(hex: 0xd8_8c_28))
  }

  /// A fish seen from the side.
  mutating func fish() {
    let base = stream.varied((scene.color ?? .orange).color, by: 0.04)
    let fin = base.mixed(with: scene.color == .white ? Color(hex: 0xd8_60_30) : .shadow, 0.3)
    shape([-0.5, 0, -1, -0.46, -0.86, 0, -1, 0.46], fin, shade: 0.3)
    blob([-0.3, -0.34, 0, -0.74, 0.4, -0.6, 0.3, -0.34], fin, shade: 0.3)
    blob([-0.1, 0.36, -0.14, 0.66, 0.2, 0.56, 0.22, 0.36], fin, shade: 0.3)
    blob(
      [-0.62, 0, -0.3, -0.36, 0.2, -0.46, 0.66, -0.26, 0.88, 0, 0.66, 0.26, 0.2, 0.44, -0.3, 0.34],
      base,
      shade: 0.4
    )
    blob([-0.4, 0.14, 0.1, 0.3, 0.6, 0.2, 0.2, 0.42, -0.2, 0.34], base.mixed(with: .white, 0.55))
    if stream.chance(0.5) {
      for x in [-0.22, 0.12, 0.4] {
        curve(
          [x, -0.4 + abs(x) * 0.1, x + 0.06, 0, x, 0.38 - abs(x) * 0.1],
          0.1,
          Color(hex: 0xfb_f6_ea)
        )
      }
    } else {
      for row in 0..<3 {
        for column in 0..<4 {
          let (x, y) = (-0.3 + 0.19 * Double(column), -0.18 + 0.18 * Double(row))
          curve([x, y - 0.08, x - 0.06, y, x, y + 0.08], 0.03, base.mixed(with: .shadow, 0.35))
        }
      }
    }
    curve([0.42, -0.28, 0.36, 0, 0.42, 0.26], 0.045, base.mixed(with: .shadow, 0.4))
    blob([0.06, 0.02, -0.2, 0.2, 0.04, 0.26, 0.2, 0.1], fin, shade: 0.2)
    disc(0.62, -0.1, 0.11, 0.11, .white)
    disc(0.64, -0.1, 0.06, 0.06, .shadow)
    curve([0.86, 0.04, 0.78, 0.1, 0.72, 0.1], 0.04, .shadow)
  }
}
