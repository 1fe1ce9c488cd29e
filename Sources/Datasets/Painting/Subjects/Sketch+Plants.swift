import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Sketch {
  /// A tree with a crown of its season: blossom, leaves, or snow on bare branches.
  mutating func tree() {
    let bark = stream.varied(Color(hex: 0x5c_42_30))
    shape([-0.1, 1, -0.06, 0.1, 0.06, 0.1, 0.1, 1, 0.22, 1.04, -0.22, 1.04], bark, shade: 0.4)
    if scene.season == .winter {
      for turn in [-0.5, 0.05, 0.5] {
        branches(x: 0, y: 0.25, angle: turn, length: 0.5, width: 0.1, bark)
      }
      return
    }
    for (x, y) in [(-0.42, -0.2), (0.42, -0.2), (0, -0.62)] {
      line([0, 0.3, x, y], 0.07, bark)
    }
    let blossom: [UInt32] = [0xf4_b4_c8, 0xf8_d4_de, 0xf0_9c_b8]
    let isBlossoming = scene.season == .spring && stream.chance(0.6)
    let puffs = [
      (-0.5, -0.02), (0.5, -0.02), (0, 0.02), (-0.58, -0.36), (0.58, -0.36), (-0.28, -0.5),
      (0.28, -0.5), (0, -0.28), (0, -0.72),
    ]
    for (x, y) in puffs {
      let leaf = isBlossoming ? stream.varied(Color(hex: stream.pick(blossom))) : foliage()
      let size = between(0.28, 0.38)
      ball(x + between(-0.08, 0.08), y + between(-0.06, 0.06), size, size * 0.85, leaf)
    }
    for _ in 0..<22 {
      let leaf = isBlossoming ? Color(hex: stream.pick(blossom)) : foliage()
      let tone = leaf.mixed(with: stream.chance(0.5) ? .white : .shadow, 0.25)
      disc(between(-0.75, 0.75), between(-0.85, 0.1), 0.05, 0.05, tone.opacity(0.8))
    }
  }

  private mutating func branches(
    x: Double,
    y: Double,
    angle: Double,
    length: Double,
    width: Double,
    _ bark: Color
  ) {
    let (endX, endY) = (x + length * sin(angle), y - length * cos(angle))
    line([x, y, endX, endY], width, bark)
    line([x + width * 0.1, y - width * 0.35, endX, endY - width * 0.35], width * 0.35, .white)
    guard width > 0.035 else { return }
    for turn in [-0.6, 0, 0.6] {
      branches(
        x: endX,
        y: endY,
        angle: angle + turn + between(-0.2, 0.2),
        length: length * between(0.62, 0.78),
        width: width * 0.62,
        bark
      )
    }
  }

  /// One large flower on its stem: a daisy, a tulip or a sunflower.
  mutating func flower() {
    let green = stream.varied(Color(hex: 0x3f_8a_40))
    let bend = between(-0.15, 0.15)
    curve([bend, 1.05, bend * 0.4, 0.4, 0, -0.25], 0.09, green)
    blob([bend * 0.6, 0.72, -0.3, 0.45, -0.6, 0.3, -0.4, 0.62], green, shade: 0.35)
    blob([bend * 0.6, 0.85, 0.34, 0.55, 0.62, 0.45, 0.4, 0.78], green, shade: 0.35)
    let petal = stream.varied((scene.color ?? .red).color, by: 0.04)
    if stream.chance(0.35) {
      tulip(petal)
      return
    }
    let count = 8 + stream.index(below: 5)
    let (inner, outer) = (between(0.16, 0.24), between(0.52, 0.62))
    for ring in 0..<2 {
      for index in 0..<count {
        let angle = 2 * .pi * (Double(index) + 0.5 * Double(ring)) / Double(count)
        let tone = ring == 0 ? petal.mixed(with: .shadow, 0.18) : petal
        at(0, -0.4, tilt: angle) {
          $0.blob(
            [
              -0.07, -inner * 0.6, -0.12, -outer * 0.7, 0, -outer, 0.12, -outer * 0.7,
              0.07, -inner * 0.6,
            ],
            tone,
            shade: 0.2
          )
        }
      }
    }
    let heart: UInt32 = scene.color == .yellow ? 0x6a_40_20 : 0xf4_b8_28
    ball(0, -0.4, inner, inner, stream.varied(Color(hex: heart)))
  }

  private mutating func tulip(_ petal: Color) {
    blob(
      [
        -0.4, -0.85, -0.44, -0.4, -0.24, -0.1, 0.24, -0.1, 0.44, -0.4, 0.4, -0.85, 0.18, -0.55,
        0, -0.9, -0.18, -0.55,
      ],
      petal,
      shade: 0.35
    )
    blob(
      [-0.2, -0.6, 0, -0.95, 0.2, -0.6, 0.16, -0.16, -0.16, -0.16],
      petal.mixed(with: .white, 0.18),
      shade: 0.3
    )
  }

  /// A toadstool: a red or brown cap with spots on a pale stem.
  mutating func mushroom() {
    let caps: [UInt32] = [0xc8_2a_20, 0xd8_3c_28, 0xb4_24_2a, 0x9a_5a_30]
    let index = stream.index(below: 4)
    if stream.chance(0.45) {
      let side = stream.chance(0.5) ? 1.0 : -1.0
      at(side * 0.72, 0.62, scale: 0.42) {
        $0.toadstool(Color(hex: caps[index]), isSpotted: index < 3)
      }
    }
    toadstool(stream.varied(Color(hex: caps[index])), isSpotted: index < 3)
    for _ in 0..<9 {
      let x = between(-0.8, 0.8)
      line([x, 1.08, x + between(-0.1, 0.1), 0.8], 0.05, foliage())
    }
  }

  private mutating func toadstool(_ cap: Color, isSpotted: Bool) {
    let stem = Color(hex: 0xf2_ea_d8)
    blob([-0.15, -0.1, -0.2, 0.6, -0.28, 1, 0.28, 1, 0.2, 0.6, 0.15, -0.1], stem, shade: 0.4)
    blob(
      [-0.24, 0.18, 0, 0.12, 0.24, 0.18, 0.28, 0.3, 0, 0.24, -0.28, 0.3],
      stem.mixed(with: .white, 0.3),
      shade: 0.3
    )
    disc(0, -0.06, 0.68, 0.14, Color(hex: 0xd8_c4_a4))
    blob(
      [
        -0.78, -0.06, -0.66, -0.5, -0.34, -0.82, 0, -0.92, 0.34, -0.82, 0.66, -0.5, 0.78, -0.06,
        0.4, -0.14, 0, -0.17, -0.4, -0.14,
      ],
      cap,
      shade: 0.45
    )
    guard isSpotted else { return }
    for (x, y, size) in [
      (-0.02, -0.68, 0.12), (-0.4, -0.52, 0.11), (0.38, -0.5, 0.12), (0.02, -0.36, 0.1),
      (-0.55, -0.22, 0.09), (0.56, -0.22, 0.09), (-0.24, -0.25, 0.07), (0.26, -0.24, 0.08),
    ] where stream.chance(0.85) {
      disc(x + between(-0.04, 0.04), y, size, size * 0.8, Color(hex: 0xfc_f6_ea))
    }
  }
}
