import Drawing

extension Sketch {
  /// Houses under snow between firs, below white peaks.
  mutating func village() {
    let snow = Color(hex: 0xf4_f7_fc)
    let ground = Color(hex: 0xc8_d6_ea)
    for (x, top, width) in [(-0.65, -0.8, 0.75), (0.5, -1.0, 0.85), (-0.05, -0.6, 0.6)] {
      let peak = x + between(-0.12, 0.12)
      shape([peak - width, 0.3, peak, top, peak + width, 0.3], Color(hex: 0x70_80_a0), shade: 0.35)
      let (w, h) = (width * 0.5, (0.3 - top) * 0.5)
      shape(
        [
          peak - w, top + h, peak, top, peak + w, top + h, peak + w * 0.4, top + h * 0.75,
          peak, top + h * 1.15, peak - w * 0.4, top + h * 0.8,
        ],
        snow,
        shade: 0.2
      )
    }
    blob([-1.3, 0.3, -0.5, 0.16, 0.3, 0.24, 1.3, 0.12, 1.4, 1.2, -1.4, 1.2], ground, shade: 0.2)
    for (x, y, size) in [(-0.72, 0.14, 0.5), (-0.2, 0.02, 0.5), (0.88, 0.12, 0.55)] {
      fir(x + between(-0.1, 0.1), y + 0.34, size)
    }
    let houses =
      [(-0.42, 0.42, 0.24), (0.28, 0.4, 0.26), (-0.68, 0.78, 0.32), (0.06, 0.74, 0.34)]
      + (stream.chance(0.7) ? [(0.7, 0.76, 0.3)] : [])
    for (x, y, size) in houses { cottage(x + between(-0.05, 0.05), y, size) }
    if stream.chance(0.6) { steeple(0.55 * (stream.chance(0.5) ? 1 : -1), 0.46) }
    blob([-1.3, 0.98, -0.4, 0.9, 0.4, 0.95, 1.3, 0.88, 1.3, 1.4, -1.3, 1.4], snow, shade: 0.15)
  }

  private mutating func cottage(_ x: Double, _ y: Double, _ size: Double) {
    let walls: [UInt32] = [0x8a_54_34, 0xa8_70_48, 0xb8_4a_38, 0xc8_90_50, 0x6a_4a_3c]
    let wall = stream.varied(Color(hex: stream.pick(walls)))
    at(x, y, scale: size) { house in
      house.shape(
        [-0.68, -0.3, 0, -0.95, 0.68, -0.3, 0.68, 0.5, -0.68, 0.5],
        wall,
        shade: 0.3
      )
      for (width, tone) in [(0.3, Color(hex: 0x50_5c_7c)), (0.22, Color.white)] {
        house.line([-0.92, -0.16, 0, -0.98, 0.92, -0.16], width, tone)
      }
      for place in [-0.45, 0.13] {
        house.lamp(
          [place, -0.12, place + 0.32, -0.12, place + 0.32, 0.22, place, 0.22],
          Color(hex: 0xff_c8_50)
        )
      }
    }
  }

  private mutating func steeple(_ x: Double, _ y: Double) {
    column(x - 0.07, y - 0.4, 0.14, 0.5, Color(hex: 0xc8_b8_a0))
    shape([x - 0.11, y - 0.38, x, y - 0.78, x + 0.11, y - 0.38], Color(hex: 0xe8_ee_f8))
  }

  /// A fir tree that stands at a place, with snow on it in winter.
  mutating func fir(_ x: Double, _ y: Double, _ height: Double) {
    let green = stream.varied(Color(hex: 0x2a_5a_40))
    line([x, y, x, y - height * 0.2], height * 0.1, Color(hex: 0x5a_3c_28))
    for layer in 0..<3 {
      let bottom = y - height * (0.12 + 0.25 * Double(layer))
      let half = height * (0.3 - 0.07 * Double(layer))
      shape([x - half, bottom, x, bottom - height * 0.4, x + half, bottom], green, shade: 0.3)
      guard scene.season == .winter else { continue }
      shape(
        [
          x - half * 0.6, bottom - height * 0.12, x, bottom - height * 0.4, x + half * 0.6,
          bottom - height * 0.12, x, bottom - height * 0.2,
        ],
        .white,
        shade: 0.1
      )
    }
  }

  /// A great peak with a lit and a dark side, and snow on top.
  mutating func mountain() {
    let rocks: [UInt32] = [0x6c_72_86, 0x7a_6c_64, 0x5a_68_7a, 0x8a_70_62]
    let rock = stream.varied(Color(hex: stream.pick(rocks)))
    let peak = between(-0.15, 0.15)
    shape([-1.3, 1, -0.75 + peak, -0.2, 0.1, 1], rock.mixed(with: light.horizon, 0.3))
    shape([0, 1, 0.78 + peak, -0.1, 1.4, 1], rock.mixed(with: light.horizon, 0.3))
    let (lit, dark) = (rock.mixed(with: .white, 0.22), rock.mixed(with: .shadow, 0.4))
    let isLitLeft = light.side < 0
    shape([-1.05, 1, peak, -0.95, peak + 0.06, 0.1, -0.1, 1], isLitLeft ? lit : dark)
    shape([1.05, 1, peak, -0.95, peak + 0.06, 0.1, -0.1, 1], isLitLeft ? dark : lit)
    let depth = scene.season == .winter ? 1.1 : between(0.55, 0.85)
    let snow = Color(hex: 0xfa_fb_ff)
    func edge(_ sign: Double, _ share: Double) -> Double { peak + (sign * 1.05 - peak) * share }
    let y = -0.95 + depth
    let share = depth / 1.95
    for (sign, isLit) in [(-1.0, isLitLeft), (1.0, !isLitLeft)] {
      let x = edge(sign, share)
      shape(
        [
          peak, -0.95, x, y, peak + (x - peak) * 0.66, y - depth * 0.22,
          peak + (x - peak) * 0.45, y + depth * 0.08, peak + (x - peak) * 0.2, y - depth * 0.2,
          peak + 0.04, y - depth * 0.05,
        ],
        isLit ? snow : snow.mixed(with: Color(hex: 0x6a_7c_a8), 0.5),
        shade: 0.08
      )
    }
    for _ in 0..<7 {
      let (x, top) = (between(-0.55, 0.55), between(-0.1, 0.5))
      let tone = stream.chance(0.5) ? lit : dark
      shape(
        [x - 0.03, top, x + 0.1, top + 0.28, x - 0.12, top + 0.3],
        tone.opacity(0.7),
        shade: 0.1
      )
    }
    for x in [-0.95, -0.6, 0.55, 0.9] { fir(x + between(-0.12, 0.12), 1.08, between(0.3, 0.5)) }
  }

  /// Water that falls between dark rocks into a pool.
  mutating func waterfall() {
    let rocks: [UInt32] = [0x4a_46_48, 0x5a_50_46, 0x40_4c_4c]
    let rock = stream.varied(Color(hex: stream.pick(rocks)))
    let half = between(0.22, 0.38)
    cliffs(rock, half: half)
    let water = Color(hex: 0xdc_ec_f6)
    let (left, right) = (between(0.85, 1.2), between(0.85, 1.2))
    blob(
      [
        -half * 0.7, -0.78, 0, -0.72, half * 0.7, -0.78, half, -0.6, half * right, -0.1,
        half * 1.05, 0.3, half * 1.3, 0.78, 0, 0.86, -half * 1.3, 0.78, -half * 1.05, 0.3,
        -half * left, -0.1, -half, -0.6,
      ],
      water,
      shade: 0.12
    )
    for _ in 0..<18 {
      let x = between(-0.85, 0.85) * half
      let (start, fall) = (between(-0.66, 0.3), between(0.2, 0.5))
      let tone = stream.chance(0.5) ? Color.white : Color(hex: 0x7c_a8_c8)
      curve([x, start, x * 1.04, start + fall / 2, x * 1.15, start + fall], 0.04, tone)
    }
    blob(
      [-1.4, 0.8, -0.5, 0.74, 0.5, 0.74, 1.4, 0.8, 1.4, 1.5, -1.4, 1.5],
      Color(hex: 0x3f_7e_98)
    )
    for _ in 0..<7 {
      let (x, size) = (between(-1.4, 1.4) * half, between(0.1, 0.22))
      ball(x, between(0.7, 0.82), size, size * 0.55, Color.white.opacity(0.75))
    }
    for side in [-1.0, 1.0] {
      for _ in 0..<4 {
        ball(side * between(0.5, 1.1), between(-1.1, -0.75), 0.22, 0.17, foliage())
      }
      fir(side * between(0.7, 1), -0.55, between(0.4, 0.6))
      ball(side * between(0.75, 1), between(0.6, 0.8), 0.2, 0.13, foliage())
    }
  }

  /// Rock on either side of a gap, in ledges.
  private mutating func cliffs(_ rock: Color, half: Double) {
    shape(
      [-1.4, -0.95, 1.4, -0.95, 1.4, 1.4, -1.4, 1.4],
      rock.mixed(with: .shadow, 0.3),
      shade: 0.2
    )
    for side in [-1.0, 1.0] {
      for ledge in 0..<4 {
        let (top, bottom) = (-0.9 + 0.42 * Double(ledge), -0.4 + 0.42 * Double(ledge))
        let edge = half * between(0.85, 1.25) + 0.03 * Double(ledge)
        shape(
          [
            side * 1.4, top - 0.05, side * (edge + 0.25), top, side * edge, top + 0.1,
            side * (edge + 0.08), bottom + 0.05, side * 1.4, bottom + 0.1,
          ],
          stream.varied(rock, by: 0.09),
          shade: 0.45
        )
      }
    }
  }

  /// A large moon over the horizon, and its light.
  mutating func moonrise() {
    let moons: [UInt32] = [0xff_f2_c8, 0xff_d8_90, 0xf4_f4_f0, 0xff_b8_70]
    let moon = stream.varied(Color(hex: stream.pick(moons)))
    let radius = between(0.36, 0.52)
    let y = between(-0.45, -0.1)
    shine(0, y, radius * 2.3, moon.opacity(0.55))
    canvas.fill(.circle(center: Point(0, y), radius: radius), with: moon)
    for _ in 0..<5 {
      let (angle, distance) = (between(0, 6.28), between(0.1, 0.6) * radius)
      canvas.fill(
        .circle(
          center: Point(distance * (angle - 3.14) / 3.14, y + distance * (between(-1, 1))),
          radius: between(0.1, 0.2) * radius
        ),
        with: moon.mixed(with: Color(hex: 0x8a_80_78), 0.35)
      )
    }
    guard scene.place == .sea else { return }
    for _ in 0..<16 {
      let depth = between(0, 1)
      let (x, half) = (between(-0.12, 0.12), between(0.06, 0.2) * (0.6 + 0.6 * depth))
      canvas.stroke(
        .polyline([Point(x - half, 0.66 + 0.42 * depth), Point(x + half, 0.66 + 0.42 * depth)]),
        with: moon.opacity(0.7),
        style: StrokeStyle(width: 0.035, cap: .round)
      )
    }
  }
}
