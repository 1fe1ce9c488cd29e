import Arrays
import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lighthouse on a headland after sunset: one upright form between sky and sea.
enum LighthouseAtDusk {
  /// The heights of the horizon, of the tower's foot and of its gallery, and the tower's axis.
  private static let horizon = 0.66
  private static let foot = 0.68
  private static let gallery = 0.285
  private static let axis = 0.43

  static func paint(on canvas: Canvas) {
    var stream = RandomStream(seed: 1811, "lighthouse at dusk")
    paintSky(on: canvas, using: &stream)
    paintSea(on: canvas, using: &stream)
    paintBeam(on: canvas)
    paintHeadland(on: canvas, using: &stream)
    paintTower(on: canvas)
    paintLantern(on: canvas)
    paintSurf(on: canvas, using: &stream)
  }

  private static func paintSky(on canvas: Canvas, using stream: inout RandomStream) {
    let shades: [(Double, UInt32)] = [
      (0, 0x16_27_4e), (0.3, 0x2f_53_7f), (0.62, 0x7c_8f_a6), (0.82, 0xe2_ac_86),
      (1, 0xff_c8_7a),
    ]
    // A little of it lies under the sea: two edges that only touch let the ground through.
    canvas.fill(
      .rectangle(Rect(x: 0, y: 0, width: 1, height: horizon + 0.05)),
      with: .linearGradient(
        from: Point(0, 0),
        to: Point(0, horizon),
        stops: shades.map { GradientStop(offset: $0.0, color: Color(hex: $0.1)) }
      )
    )
    canvas.glow(
      at: Point(0.86, horizon),
      width: 0.5,
      height: 0.24,
      color: Color(hex: 0xff_e0_96, alpha: 0.85)
    )
    for bank in [(0.72, 0.47, 0.26), (0.2, 0.53, 0.24), (0.9, 0.36, 0.2), (0.12, 0.3, 0.18)] {
      for _ in 0..<26 {
        let along = stream.next(in: -1...1)
        canvas.glow(
          at: Point(bank.0 + along * bank.2, bank.1 + stream.next(in: -0.012...0.012)),
          width: stream.next(in: 0.05...0.11),
          height: stream.next(in: 0.006...0.014) * (1.2 - along * along),
          color: Color(hex: along > 0 ? 0xff_b8_86 : 0x8a_7a_96, alpha: 0.34)
        )
      }
    }
  }

  /// Water that mirrors the sky, with the light of the west in broken bands.
  private static func paintSea(on canvas: Canvas, using stream: inout RandomStream) {
    canvas.fill(
      .rectangle(Rect(x: 0, y: horizon, width: 1, height: 1 - horizon)),
      with: .linearGradient(
        from: Point(0, horizon),
        to: Point(0, 1),
        stops: [
          GradientStop(offset: 0, color: Color(hex: 0xc9_95_7c)),
          GradientStop(offset: 0.18, color: Color(hex: 0x5c_70_8c)),
          GradientStop(offset: 1, color: Color(hex: 0x13_2a_48)),
        ]
      )
    )
    for _ in 0..<150 {
      let depth = stream.next(in: 0...1)
      let y = horizon + (1 - horizon) * depth * depth
      let isLit = stream.nextUniform() < 0.55
      let x = isLit ? 0.86 + stream.next(in: -0.16...0.16) * (0.4 + depth) : stream.next(in: 0...1)
      canvas.fill(
        .ellipse(x, y, 0.012 + 0.05 * depth, 0.0012 + 0.004 * depth),
        with: isLit
          ? Color(hex: 0xff_d4_92, alpha: 0.6) : Color(hex: 0x0e_20_3a, alpha: 0.35)
      )
    }
  }

  /// The light that turns: two wedges, fading with distance.
  private static func paintBeam(on canvas: Canvas) {
    let lamp = Point(axis, gallery - 0.065)
    for (end, spread, strength) in [(-0.55, 0.11, 0.5), (0.75, 0.13, 0.34)] {
      let far = Point(lamp.x + end, lamp.y - abs(end) * 0.1)
      canvas.fill(
        .polygon([
          lamp, Point(far.x, far.y - spread / 2), Point(far.x, far.y + spread / 2),
        ]),
        with: .linearGradient(
          from: lamp,
          to: far,
          stops: [
            GradientStop(offset: 0, color: Color(hex: 0xff_f2_c0, alpha: strength)),
            GradientStop(offset: 1, color: Color(hex: 0xff_f2_c0, alpha: 0)),
          ]
        )
      )
    }
  }

  private static func paintHeadland(on canvas: Canvas, using stream: inout RandomStream) {
    let outline = [
      (-0.02, 0.74), (0.06, 0.705), (0.16, 0.715), (0.26, 0.675), (0.36, 0.662), (0.5, 0.668),
      (0.58, 0.7), (0.64, 0.76), (0.72, 0.8), (0.77, 0.86), (0.74, 0.93), (0.6, 1.02),
      (-0.02, 1.02),
    ].map { Point($0.0, $0.1) }
    let land = Path.smooth(outline, isClosed: true)
    canvas.fill(
      land,
      with: .linearGradient(
        from: Point(0.1, 0.66),
        to: Point(0.5, 1),
        stops: [
          GradientStop(offset: 0, color: Color(hex: 0x56_5a_4c)),
          GradientStop(offset: 0.35, color: Color(hex: 0x3f_3c_40)),
          GradientStop(offset: 1, color: Color(hex: 0x17_1a_26)),
        ]
      )
    )
    canvas.clip(to: land) {
      for _ in 0..<70 {
        let place = Point(stream.next(in: 0...0.78), stream.next(in: 0.72...1))
        let size = stream.next(in: 0.012...0.05)
        canvas.fill(
          .polygon([
            Point(place.x, place.y), Point(place.x + size, place.y - size * 0.45),
            Point(place.x + size * 1.5, place.y + size * 0.2),
            Point(place.x + size * 0.6, place.y + size * 0.5),
          ]),
          with: Color(hex: stream.nextUniform() < 0.4 ? 0x9a_78_66 : 0x22_23_2e, alpha: 0.55)
        )
      }
    }
    paintCottage(on: canvas)
  }

  private static func paintCottage(on canvas: Canvas) {
    canvas.fill(
      .rectangle(Rect(x: 0.17, y: 0.615, width: 0.15, height: 0.09)),
      with: Color(hex: 0xa8_98_96)
    )
    canvas.fill(
      .polygon([Point(0.155, 0.62), Point(0.195, 0.565), Point(0.3, 0.565), Point(0.335, 0.62)]),
      with: Color(hex: 0x5e_36_3c)
    )
    canvas.fill(
      .rectangle(Rect(x: 0.285, y: 0.54, width: 0.018, height: 0.04)),
      with: Color(hex: 0x4a_34_3a)
    )
    for x in [0.195, 0.265] {
      canvas.fill(
        .rectangle(Rect(x: x, y: 0.642, width: 0.026, height: 0.03)),
        with: Color(hex: 0xff_cf_70)
      )
    }
  }

  /// Half the tower’s width at a height: it narrows upwards.
  private static func half(at y: Double) -> Double {
    0.05 + 0.04 * (y - gallery) / (foot - gallery)
  }

  private static func paintTower(on canvas: Canvas) {
    func band(_ top: Double, _ bottom: Double) -> Path {
      .polygon([
        Point(axis - half(at: top), top), Point(axis + half(at: top), top),
        Point(axis + half(at: bottom), bottom), Point(axis - half(at: bottom), bottom),
      ])
    }
    func round(_ light: UInt32, _ dark: UInt32) -> Paint {
      .linearGradient(
        from: Point(axis + 0.09, 0),
        to: Point(axis - 0.09, 0),
        stops: [
          GradientStop(offset: 0, color: Color(hex: light).mixed(with: Color(hex: dark), 0.25)),
          GradientStop(offset: 0.22, color: Color(hex: light)),
          GradientStop(offset: 1, color: Color(hex: dark)),
        ]
      )
    }
    canvas.fill(band(gallery, foot + 0.012), with: round(0xff_ee_d8, 0x76_7c_94))
    for stripe in [0.35, 0.5] {
      canvas.fill(band(stripe, stripe + 0.075), with: round(0xd8_53_3c, 0x6a_26_34))
    }
    for y in [0.46, 0.6] {
      canvas.fill(.ellipse(axis + 0.012, y, 0.009, 0.015), with: Color(hex: 0x2e_2c_3c))
    }
  }

  private static func paintLantern(on canvas: Canvas) {
    canvas.glow(
      at: Point(axis, gallery - 0.065),
      width: 0.24,
      height: 0.2,
      color: Color(hex: 0xff_e8_a0, alpha: 0.7)
    )
    canvas.fill(
      .rectangle(Rect(x: axis - 0.042, y: gallery - 0.105, width: 0.084, height: 0.1)),
      with: Color(hex: 0xff_f6_cf)
    )
    for x in stride(from: -0.042, through: 0.043, by: 0.028) {
      canvas.stroke(
        .polyline([Point(axis + x, gallery - 0.105), Point(axis + x, gallery)]),
        with: Color(hex: 0x3a_34_40),
        style: StrokeStyle(width: 0.005)
      )
    }
    canvas.fill(
      .rectangle(Rect(x: axis - 0.078, y: gallery - 0.012, width: 0.156, height: 0.02)),
      with: Color(hex: 0x33_2f_3e)
    )
    var dome = Path()
    dome.move(to: Point(axis - 0.056, gallery - 0.1))
    dome.curve(
      to: Point(axis + 0.056, gallery - 0.1),
      control1: Point(axis - 0.045, gallery - 0.19),
      control2: Point(axis + 0.045, gallery - 0.19)
    )
    dome.close()
    canvas.fill(dome, with: Color(hex: 0xb8_40_34))
    canvas.stroke(
      .polyline([Point(axis, gallery - 0.16), Point(axis, gallery - 0.205)]),
      with: Color(hex: 0x33_2f_3e),
      style: StrokeStyle(width: 0.006, cap: .round)
    )
  }

  /// White water where the headland ends.
  private static func paintSurf(on canvas: Canvas, using stream: inout RandomStream) {
    for step in 0..<60 {
      let share = Double(step) / 59
      let place = Point(
        0.62 + 0.17 * sin(share * 2.4) + stream.next(in: -0.015...0.02),
        0.76 + 0.24 * share
      )
      canvas.glow(
        at: place,
        width: stream.next(in: 0.015...0.045),
        height: stream.next(in: 0.005...0.014),
        color: Color(hex: 0xe8_e2_e6, alpha: 0.5)
      )
    }
  }
}
