import Arrays
import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a subject is drawn with: shapes that the light of the scene falls on.
///
/// Subjects are drawn in a box from -1 to 1, y downwards, and stand at y = 1. Coordinates are lists
/// `x, y, x, y, …`.
struct Sketch {
  let canvas: Canvas
  let scene: PaintedScene
  let light: PaintedLight
  var stream: RandomStream

  /// Fills a polygon, lighter towards the light.
  func shape(_ coordinates: [Double], _ color: Color, shade: Double = 0.22) {
    let points = Self.points(coordinates)
    canvas.fill(.polygon(points), with: shaded(color, over: points, shade))
  }

  /// Fills a smooth closed curve through points, lighter towards the light.
  func blob(_ coordinates: [Double], _ color: Color, shade: Double = 0.22) {
    let points = Self.points(coordinates)
    canvas.fill(.smooth(points, isClosed: true), with: shaded(color, over: points, shade))
  }

  /// Fills an upright rectangle, shaded as a column is.
  func column(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: Color) {
    let rect = Rect(x: x, y: y, width: width, height: height)
    let points = [Point(x, y), Point(x + width, y + height)]
    canvas.fill(.rectangle(rect), with: shaded(color, over: points, 0.35))
  }

  /// Fills an ellipse, shaded as a ball is.
  func ball(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: Color) {
    let center = Point(x + light.side * width * 0.35, y - height * 0.4)
    canvas.fill(
      .ellipse(x, y, width, height),
      with: .radialGradient(
        center: center,
        radius: max(width, height) * 1.5,
        stops: [
          GradientStop(offset: 0, color: light.lit(color.mixed(with: .white, 0.25))),
          GradientStop(offset: 0.45, color: light.lit(color)),
          GradientStop(offset: 1, color: light.lit(color.mixed(with: .shadow, 0.5))),
        ]
      )
    )
  }

  /// Fills an ellipse with one colour.
  func disc(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: Color) {
    canvas.fill(.ellipse(x, y, width, height), with: light.lit(color))
  }

  /// Draws a line of straight parts.
  func line(_ coordinates: [Double], _ width: Double, _ color: Color) {
    canvas.stroke(
      .polyline(Self.points(coordinates)),
      with: light.lit(color),
      style: StrokeStyle(width: width, cap: .round)
    )
  }

  /// Draws a smooth line through points.
  func curve(_ coordinates: [Double], _ width: Double, _ color: Color) {
    canvas.stroke(
      .smooth(Self.points(coordinates), isClosed: false),
      with: light.lit(color),
      style: StrokeStyle(width: width, cap: .round)
    )
  }

  /// Fills a polygon with light of its own, such as a window at night.
  func lamp(_ coordinates: [Double], _ color: Color) {
    canvas.fill(.polygon(Self.points(coordinates)), with: color)
  }

  /// Lays light over a round area, strongest in its middle.
  func shine(_ x: Double, _ y: Double, _ radius: Double, _ color: Color) {
    canvas.fill(
      .circle(center: Point(x, y), radius: radius),
      with: .radialGradient(
        center: Point(x, y),
        radius: radius,
        stops: [
          GradientStop(offset: 0, color: color),
          GradientStop(offset: 0.4, color: color.opacity(color.alpha * 0.45)),
          GradientStop(offset: 1, color: color.opacity(0)),
        ]
      )
    )
  }

  /// Does the drawing of `body` at a place, larger or smaller, and tilted by an angle in radians.
  mutating func at(
    _ x: Double,
    _ y: Double,
    scale: Double = 1,
    mirrored: Bool = false,
    tilt: Double = 0,
    _ body: (inout Sketch) -> Void
  ) {
    let transform = Transform.scale(x: mirrored ? -scale : scale, y: scale)
      .then(.rotation(tilt)).then(.translation(x: x, y: y))
    canvas.withTransform(transform) { body(&self) }
  }

  /// A window: dark by day, lit at night.
  func window(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    let corners = [x, y, x + width, y, x + width, y + height, x, y + height]
    if light.isNight || scene.time == .dusk {
      lamp(corners, Color(hex: 0xff_d0_66))
    } else {
      lamp(corners, light.lit(Color(hex: 0x36_42_58)))
    }
  }

  /// The colour of leaves and grass in this season, a little different at each call.
  mutating func foliage() -> Color {
    let colors: [UInt32] =
      switch scene.season {
      case .spring: [0x7cb342, 0x8bc34a, 0x6fae4a]
      case .summer: [0x3f8f3a, 0x2f7d32, 0x4f9a3c]
      case .autumn: [0xd9822b, 0xc4511f, 0xe0a82e]
      case .winter: [0x5b7f6a, 0x4d7062, 0x6a8a78]
      }
    return stream.varied(Color(hex: stream.pick(colors)))
  }

  mutating func between(_ low: Double, _ high: Double) -> Double { stream.between(low, high) }

  private func shaded(_ color: Color, over points: [Point], _ shade: Double) -> Paint {
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
    let (top, bottom) = (ys.min() ?? 0, ys.max() ?? 0)
    return .linearGradient(
      from: Point(light.side < 0 ? left : right, top),
      to: Point(light.side < 0 ? right : left, (top + 2 * bottom) / 3),
      stops: [
        GradientStop(offset: 0, color: light.lit(color.mixed(with: .white, shade * 0.8))),
        GradientStop(offset: 0.5, color: light.lit(color)),
        GradientStop(offset: 1, color: light.lit(color.mixed(with: .shadow, shade * 1.5))),
      ]
    )
  }

  private static func points(_ coordinates: [Double]) -> [Point] {
    stride(from: 0, to: coordinates.count, by: 2).map {
      Point(coordinates[$0], coordinates[$0 + 1])
    }
  }
}

extension Color {
  /// What colours turn into where no light falls.
  static let shadow = Color(hex: 0x16_14_2a)
}

extension Path {
  /// Returns a smooth curve through points: Catmull and Rom's, as cubic Béziers.
  static func smooth(_ points: [Point], isClosed: Bool) -> Path {
    var path = Path()
    guard let first = points.first else { return path }
    let count = points.count
    func point(_ index: Int) -> Point {
      isClosed ? points[(index + count) % count] : points[min(count - 1, max(0, index))]
    }
    path.move(to: first)
    for index in 0..<(isClosed ? count : count - 1) {
      let (before, from) = (point(index - 1), point(index))
      let (to, after) = (point(index + 1), point(index + 2))
      path.curve(
        to: to,
        control1: Point(from.x + (to.x - before.x) / 6, from.y + (to.y - before.y) / 6),
        control2: Point(to.x - (after.x - from.x) / 6, to.y - (after.y - from.y) / 6)
      )
    }
    if isClosed { path.close() }
    return path
  }

  /// Returns an ellipse by its middle and half its width and height.
  static func ellipse(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Path {
    var path = Path()
    path.ellipse(in: Rect(x: x - width, y: y - height, width: 2 * width, height: 2 * height))
    return path
  }
}
