/// A sequence of lines and curves to fill, stroke or clip to.
public struct Path: Hashable, Sendable {
  enum Element: Hashable, Sendable {
    case move(Point)
    case line(Point)
    case curve(to: Point, control1: Point, control2: Point)
    case arc(center: Point, radius: Double, from: Double, to: Double)
    case close
  }

  private(set) var elements: [Element] = []

  public init() {}

  /// Starts a new part of the path.
  public mutating func move(to point: Point) { elements.append(.move(point)) }

  /// Adds a straight line from the current point.
  public mutating func line(to point: Point) { elements.append(.line(point)) }

  /// Adds a cubic Bézier curve from the current point.
  public mutating func curve(to point: Point, control1: Point, control2: Point) {
    elements.append(.curve(to: point, control1: control1, control2: control2))
  }

  /// Adds an arc of a circle, and a line to its start if the path has a current point.
  ///
  /// Angles are in radians from the positive x axis, growing clockwise on the page; the arc runs
  /// counter-clockwise where `end` is less than `start`.
  public mutating func arc(center: Point, radius: Double, from start: Double, to end: Double) {
    elements.append(.arc(center: center, radius: radius, from: start, to: end))
  }

  /// Joins the current point to the start of its part.
  public mutating func close() { elements.append(.close) }

  /// Adds all parts of another path.
  public mutating func append(_ other: Path) { elements += other.elements }

  /// Adds a closed rectangle.
  public mutating func rectangle(_ rect: Rect) {
    move(to: Point(rect.x, rect.y))
    line(to: Point(rect.maxX, rect.y))
    line(to: Point(rect.maxX, rect.maxY))
    line(to: Point(rect.x, rect.maxY))
    close()
  }

  /// Adds a closed rectangle with round corners; the radius is at most half the shorter side.
  public mutating func roundedRectangle(_ rect: Rect, radius: Double) {
    let radius = min(radius, rect.width / 2, rect.height / 2)
    let corners = [
      Point(rect.maxX - radius, rect.y + radius), Point(rect.maxX - radius, rect.maxY - radius),
      Point(rect.x + radius, rect.maxY - radius), Point(rect.x + radius, rect.y + radius),
    ]
    move(to: Point(rect.x + radius, rect.y))
    for (index, corner) in corners.enumerated() {
      let start = (Double(index) - 1) * .pi / 2
      arc(center: corner, radius: radius, from: start, to: start + .pi / 2)
    }
    close()
  }

  /// Adds a closed ellipse that touches the four sides of a rectangle.
  public mutating func ellipse(in rect: Rect) {
    let center = rect.center
    let (dx, dy) = (rect.width / 2 * Self.circleHandle, rect.height / 2 * Self.circleHandle)
    let (left, right) = (Point(rect.x, center.y), Point(rect.maxX, center.y))
    let (top, bottom) = (Point(center.x, rect.y), Point(center.x, rect.maxY))
    move(to: right)
    curve(
      to: bottom,
      control1: Point(right.x, center.y + dy),
      control2: Point(center.x + dx, bottom.y)
    )
    curve(
      to: left,
      control1: Point(center.x - dx, bottom.y),
      control2: Point(left.x, center.y + dy)
    )
    curve(
      to: top,
      control1: Point(left.x, center.y - dy),
      control2: Point(center.x - dx, top.y)
    )
    curve(
      to: right,
      control1: Point(center.x + dx, top.y),
      control2: Point(right.x, center.y - dy)
    )
    close()
  }

  /// Returns an open path through the points; empty where there are fewer than two.
  public static func polyline(_ points: [Point]) -> Path {
    var path = Path()
    guard let first = points.first, points.count > 1 else { return path }
    path.move(to: first)
    points.dropFirst().forEach { path.line(to: $0) }
    return path
  }

  /// Returns a closed path through the points; empty where there are fewer than two.
  public static func polygon(_ points: [Point]) -> Path {
    var path = polyline(points)
    if points.count > 1 { path.close() }
    return path
  }

  /// Returns a full circle.
  public static func circle(center: Point, radius: Double) -> Path {
    var path = Path()
    let corner = Point(center.x - radius, center.y - radius)
    path.ellipse(in: Rect(origin: corner, size: Size(width: 2 * radius, height: 2 * radius)))
    return path
  }

  /// Returns a closed rectangle.
  public static func rectangle(_ rect: Rect) -> Path {
    var path = Path()
    path.rectangle(rect)
    return path
  }

  /// Returns a closed rectangle with round corners.
  public static func roundedRectangle(_ rect: Rect, radius: Double) -> Path {
    var path = Path()
    path.roundedRectangle(rect, radius: radius)
    return path
  }

  /// The handle of the cubic Bézier quarter that stays closest to a circle of radius 1.
  private static let circleHandle = 0.5522847498
}
