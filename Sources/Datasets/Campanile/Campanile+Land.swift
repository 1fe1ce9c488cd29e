import Arrays
import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Campanile {
  /// Three ranges of hills, paler with distance.
  static func paintHills(on canvas: Canvas, using stream: inout RandomStream) {
    let ranges: [(y: Double, relief: Double, top: UInt32, foot: UInt32)] = [
      (0.735, 0.032, 0xb07a8e, 0xd9987f), (0.775, 0.034, 0x7c6288, 0xa87680),
      (0.825, 0.026, 0x4f4a70, 0x6e5a74),
    ]
    for range in ranges {
      let phases = (0..<5).map { _ in stream.next(in: 0...(2 * .pi)) }
      var outline = [Point(-0.01, 1.01)]
      for step in 0...100 {
        let x = Double(step) / 100
        var height = 0.0
        for (index, phase) in phases.enumerated() {
          let pace = 3.1 * pow(1.75, Double(index))
          height += sin(pace * x + phase) / pow(1.9, Double(index))
        }
        outline.append(Point(x * 1.02 - 0.01, range.y - range.relief * height * 0.55))
      }
      outline.append(Point(1.01, 1.01))
      canvas.fill(
        .polygon(outline),
        with: .linearGradient(
          from: Point(0, range.y - range.relief),
          to: Point(0, range.y + 0.1),
          stops: [
            GradientStop(offset: 0, color: Color(hex: range.top)),
            GradientStop(offset: 1, color: Color(hex: range.foot)),
          ]
        )
      )
    }
    canvas.glow(
      at: Point(0.08, 0.8),
      width: 0.55,
      height: 0.09,
      color: Color(hex: 0xffc987, alpha: 0.4)
    )
  }

  /// Low buildings with tiled roofs at the foot of the tower, some windows lit.
  static func paintTown(on canvas: Canvas, using stream: inout RandomStream) {
    let halls: [(x: Double, width: Double, eaves: Double, roof: Double)] = [
      (-0.02, 0.24, 0.845, 0.04), (0.7, 0.2, 0.838, 0.045), (0.88, 0.16, 0.855, 0.035),
      (0.2, 0.15, 0.862, 0.03),
    ]
    for hall in halls {
      let wall = Rect(x: hall.x, y: hall.eaves, width: hall.width, height: 0.12)
      canvas.fill(
        .rectangle(wall),
        with: .linearGradient(
          from: Point(wall.x, 0),
          to: Point(wall.maxX, 0),
          stops: [
            GradientStop(offset: 0, color: Color(hex: 0xb98a78)),
            GradientStop(offset: 1, color: Color(hex: 0x66546e)),
          ]
        )
      )
      canvas.fill(
        .polygon([
          Point(wall.x - 0.012, hall.eaves + 0.004),
          Point(wall.x + 0.03, hall.eaves - hall.roof),
          Point(wall.maxX - 0.03, hall.eaves - hall.roof),
          Point(wall.maxX + 0.012, hall.eaves + 0.004),
        ]),
        with: .linearGradient(
          from: Point(wall.x, 0),
          to: Point(wall.maxX, 0),
          stops: [
            GradientStop(offset: 0, color: Color(hex: 0xb5604a)),
            GradientStop(offset: 1, color: Color(hex: 0x5c3c50)),
          ]
        )
      )
      let count = Int(hall.width / 0.024)
      for index in 1..<count {
        let isLit = stream.nextUniform() < 0.6
        let window = Rect(
          x: wall.x + Double(index) * wall.width / Double(count) - 0.0045,
          y: hall.eaves + 0.016,
          width: 0.009,
          height: 0.018
        )
        canvas.fill(
          .roundedRectangle(window, radius: 0.0045),
          with: Color(hex: isLit ? 0xffd27a : 0x3a3350)
        )
      }
    }
  }

  /// Trees in front of the tower's foot, from the far, dim ones to the near, dark ones.
  static func paintGrove(on canvas: Canvas, using stream: inout RandomStream) {
    let rows: [(y: Double, size: Double, dark: UInt32, light: UInt32)] = [
      (0.885, 0.03, 0x354048, 0x7c6a58), (0.925, 0.042, 0x26363a, 0x62604a),
      (0.975, 0.055, 0x17262b, 0x404a3c),
    ]
    for (index, row) in rows.enumerated() {
      let count = Int(0.8 / row.size)
      for tree in 0...count {
        let x = (Double(tree) + stream.next(in: -0.35...0.35)) / Double(count)
        // The grove opens a little before the tower.
        let clearing = exp(-pow((x - 0.5) / 0.13, 2)) * (index == 2 ? 0.02 : 0.012)
        let lift = 0.022 * sin(5 * x + Double(index) * 2)
        let place = Point(x, row.y + lift + clearing + stream.next(in: -0.008...0.008))
        paintCrown(
          at: place,
          size: row.size * stream.next(in: 0.8...1.25),
          dark: Color(hex: row.dark),
          light: Color(hex: row.light).mixed(with: Color(hex: 0xd99a5e), 0.35 * (1 - x)),
          on: canvas,
          using: &stream
        )
      }
    }
    for x in [0.085, 0.335, 0.665, 0.9] {
      paintCypress(at: Point(x, 0.99), height: 0.15 + 0.05 * abs(sin(20 * x)), on: canvas)
    }
    for x in [0.43, 0.565, 0.78, 0.2] { paintLamp(at: Point(x, 0.955), on: canvas) }
  }

  /// A leafy crown: blots of leaves, the later ones nearer to the light.
  private static func paintCrown(
    at place: Point,
    size: Double,
    dark: Color,
    light: Color,
    on canvas: Canvas,
    using stream: inout RandomStream
  ) {
    let below = Rect(x: place.x - size * 0.8, y: place.y, width: size * 1.6, height: 1)
    canvas.fill(.rectangle(below), with: dark)
    for blot in 0..<90 {
      let depth = Double(blot) / 89
      let angle = stream.next(in: 0...(2 * .pi))
      let distance = stream.next(in: 0...1).squareRoot() * (0.9 - 0.35 * depth)
      let center = Point(
        place.x + (distance * cos(angle) - 0.3 * depth) * size,
        place.y + (distance * sin(angle) * 0.8 - 0.35 * depth) * size
      )
      canvas.fill(
        .circle(center: center, radius: size * stream.next(in: 0.14...0.3) * (1 - 0.62 * depth)),
        with: dark.mixed(with: light, depth * depth * stream.next(in: 0.3...0.95))
      )
    }
  }

  private static func paintCypress(at foot: Point, height: Double, on canvas: Canvas) {
    let half = height * 0.13
    var outline = Path()
    outline.move(to: Point(foot.x, foot.y - height))
    outline.curve(
      to: Point(foot.x, foot.y),
      control1: Point(foot.x + half * 1.3, foot.y - height * 0.62),
      control2: Point(foot.x + half * 1.2, foot.y)
    )
    outline.curve(
      to: Point(foot.x, foot.y - height),
      control1: Point(foot.x - half * 1.2, foot.y),
      control2: Point(foot.x - half * 1.3, foot.y - height * 0.62)
    )
    outline.close()
    canvas.fill(
      outline,
      with: .linearGradient(
        from: Point(foot.x - half, 0),
        to: Point(foot.x + half, 0),
        stops: [
          GradientStop(offset: 0, color: Color(hex: 0x5d5a48)),
          GradientStop(offset: 0.3, color: Color(hex: 0x24363a)),
          GradientStop(offset: 1, color: Color(hex: 0x101d25)),
        ]
      )
    )
  }

  private static func paintLamp(at place: Point, on canvas: Canvas) {
    canvas.fill(
      .rectangle(Rect(x: place.x - 0.0011, y: place.y, width: 0.0022, height: 0.04)),
      with: Color(hex: 0x0c141a)
    )
    canvas.glow(
      at: place,
      width: 0.035,
      height: 0.035,
      color: Color(hex: 0xffc46a, alpha: 0.55)
    )
    canvas.fill(.circle(center: place, radius: 0.0052), with: Color(hex: 0xfff1c4))
  }
}
