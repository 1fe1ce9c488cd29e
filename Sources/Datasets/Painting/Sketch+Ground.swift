import Drawing

/// What is around and below a subject; coordinates are those of the picture, from 0 to 1.
extension Sketch {
  /// Draws all that is behind the subject.
  ///
  /// - Parameter horizon: The height of the horizon, or of a table's far edge.
  mutating func backdrop(horizon: Double) {
    switch scene.place {
    case .studio: studio()
    case .table: table(edge: horizon)
    case .underwater: deep()
    case .space: space()
    default: landscape(horizon: horizon)
    }
  }

  /// The colour of the ground here and in this season.
  mutating func ground() -> Color {
    switch scene.place {
    case .desert: stream.varied(Color(hex: 0xd9_a8_66))
    case .beach: stream.varied(Color(hex: 0xe6_cf_9c))
    case .sea, .cliff: stream.varied(Color(hex: 0x2f_6f_9f))
    case .city: stream.varied(Color(hex: 0x9a_94_8c))
    default:
      switch scene.season {
      case .winter: stream.varied(Color(hex: 0xec_f1_f6), by: 0.02)
      case .autumn: stream.varied(Color(hex: 0xb0_8a_3e))
      case .spring: stream.varied(Color(hex: 0x84_b4_4c))
      case .summer: stream.varied(Color(hex: 0x5c_98_3e))
      }
    }
  }

  private mutating func landscape(horizon: Double) {
    sky(horizon: horizon)
    switch scene.place {
    case .hills, .meadow: hillRange(horizon: horizon)
    case .mountains: mountainRange(horizon: horizon)
    case .city: skyline(horizon: horizon)
    case .forest: wood(horizon: horizon)
    case .desert where stream.chance(0.5): hillRange(horizon: horizon)
    default: break
    }
    let near = ground()
    shape([0, horizon, 1, horizon, 1, 1, 0, 1], near, shade: 0.12)
    switch scene.place {
    case .sea, .cliff: waves(from: horizon, to: 1)
    case .beach:
      let shore = horizon + 0.08
      shape(
        [0, horizon, 1, horizon, 1, shore, 0, shore + 0.05],
        Color(hex: 0x3f_86_ae),
        shade: 0.1
      )
      curve([0, shore + 0.05, 0.4, shore + 0.03, 1, shore], 0.015, .white)
    default: tufts(from: horizon, near)
    }
  }

  /// Short strokes of light and shadow on the ground.
  private mutating func tufts(from horizon: Double, _ color: Color) {
    for _ in 0..<26 {
      let y = horizon + 0.02 + (1 - horizon) * between(0, 1)
      let (x, length) = (between(0, 1), 0.02 + 0.05 * (y - horizon))
      let tone =
        stream.chance(0.5) ? color.mixed(with: .white, 0.25) : color.mixed(with: .shadow, 0.3)
      line([x, y, x + between(-0.3, 0.3) * length, y - length], 0.012, tone)
    }
    guard scene.season == .spring, [.meadow, .hills].contains(scene.place) else { return }
    for _ in 0..<12 {
      let y = horizon + (1 - horizon) * between(0.1, 1)
      let petal: UInt32 = stream.pick([0xff_f0_f4, 0xf8_d8_40, 0xf0_70_90])
      disc(between(0, 1), y, 0.012, 0.012, Color(hex: petal))
    }
  }

  /// Bands of light on water.
  mutating func waves(from top: Double, to bottom: Double) {
    for _ in 0..<22 {
      let y = top + (bottom - top) * between(0.03, 1)
      let (x, length) = (between(-0.1, 1), 0.04 + 0.16 * (y - top))
      let tone = stream.chance(0.6) ? light.horizon : Color(hex: 0x16_3f_66)
      canvas.stroke(
        .smooth(
          [Point(x, y), Point(x + length / 2, y - 0.008), Point(x + length, y)],
          isClosed: false
        ),
        with: tone.opacity(0.55),
        style: StrokeStyle(width: 0.012, cap: .round)
      )
    }
  }

  private mutating func studio() {
    let tones: [UInt32] = [0x3a_2c_24, 0x5a_4a_3a, 0x2c_34_3c, 0x8a_7a_62, 0x6c_78_80, 0xb8_a8_90]
    let tone = stream.varied(Color(hex: stream.pick(tones)))
    canvas.fill(
      .rectangle(Rect(x: 0, y: 0, width: 1, height: 1)),
      with: .radialGradient(
        center: Point(0.5 + 0.2 * light.side, 0.4),
        radius: 0.85,
        stops: [
          GradientStop(offset: 0, color: tone.mixed(with: .white, 0.3)),
          GradientStop(offset: 1, color: tone.mixed(with: .shadow, 0.45)),
        ]
      )
    )
  }

  private mutating func table(edge: Double) {
    let walls: [UInt32] = [0xd8_cc_b4, 0xa8_b8_b4, 0xb4_a0_a8, 0x8c_9c_b0, 0xc8_b0_84]
    shape(
      [0, 0, 1, 0, 1, edge, 0, edge],
      stream.varied(Color(hex: stream.pick(walls))),
      shade: 0.3
    )
    let woods: [UInt32] = [0x9a_64_38, 0x7a_4a_2a, 0xb8_84_50, 0x5e_3e_2c]
    let wood = stream.varied(Color(hex: stream.pick(woods)))
    shape([0, edge, 1, edge, 1, 1, 0, 1], wood, shade: 0.25)
    for _ in 0..<7 {
      let y = edge + (1 - edge) * between(0.08, 1)
      line([0, y, 1, y + between(-0.03, 0.03)], 0.008, wood.mixed(with: .shadow, 0.3))
    }
  }

  private mutating func deep() {
    let tones: [UInt32] = [0x1f_7a_a0, 0x14_5a_88, 0x1f_8a_8a, 0x2a_68_a8]
    let tone = stream.varied(Color(hex: stream.pick(tones)))
    canvas.fill(
      .rectangle(Rect(x: 0, y: 0, width: 1, height: 1)),
      with: .linearGradient(
        from: Point(0, 0),
        to: Point(0, 1),
        stops: [
          GradientStop(offset: 0, color: tone.mixed(with: .white, 0.45)),
          GradientStop(offset: 1, color: tone.mixed(with: .shadow, 0.5)),
        ]
      )
    )
    for _ in 0..<6 {
      let (x, height) = (between(0, 1), between(0.15, 0.4))
      let weed = stream.varied(Color(hex: 0x2f_7a_4a))
      curve([x, 1, x + 0.04, 1 - height / 2, x - 0.02, 1 - height], 0.03, weed)
    }
    for _ in 0..<7 {
      let bubble = Point(between(0, 1), between(0, 1))
      canvas.stroke(
        .circle(center: bubble, radius: between(0.012, 0.03)),
        with: Color.white.opacity(0.6),
        style: StrokeStyle(width: 0.01)
      )
    }
  }

  private mutating func space() {
    shape([0, 0, 1, 0, 1, 1, 0, 1], stream.varied(Color(hex: 0x10_14_38)), shade: 0.15)
    for _ in 0..<26 {
      canvas.fill(
        .circle(center: Point(between(0, 1), between(0, 1)), radius: between(0.004, 0.011)),
        with: Color.white.opacity(between(0.4, 1))
      )
    }
    guard stream.chance(0.5) else { return }
    let planets: [UInt32] = [0xd8_8a_4a, 0x5a_8a_c8, 0xb0_60_80]
    let corner = stream.pick([(0.15, 0.2), (0.85, 0.2), (0.15, 0.85), (0.85, 0.85)])
    let size = between(0.08, 0.18)
    ball(corner.0, corner.1, size, size, Color(hex: stream.pick(planets)))
  }
}
