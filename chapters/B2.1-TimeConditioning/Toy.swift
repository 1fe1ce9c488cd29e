import Arrays
import Diffusion

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Flow matching in the plane, where lines can be seen: eight pictures of two numbers each.
struct Toy: Codable, Sendable {
  /// The pictures, `[8, 2]`: the corners of an octagon.
  var pictures: NDArray

  /// Where lines begin, `[M, 2]`, standard normal.
  var starts: NDArray

  /// The picture that chance gives each line as its end.
  var ends: [Int]

  /// The points of the flow from the same beginnings, `[steps + 1, M, 2]`.
  var flow: NDArray

  /// How much longer the flow's ways are than straight ones, on average.
  var lengthRatio: Double

  static let lineCount = 24
  static let stepCount = 200

  init(random: (String) -> RandomStream) {
    let corners = (0..<8).flatMap { corner in
      let angle = (Double(corner) + 0.5) / 8 * 2 * Double.pi
      return [Float(2.4 * cos(angle)), Float(2.4 * sin(angle))]
    }
    var stream = random("toy")
    let pictures = NDArray(corners, shape: [8, 2])
    let starts = NDArray.randomNormal(shape: [Self.lineCount, 2], using: &stream)
    let ends = (0..<Self.lineCount).map { _ in Int(stream.nextUniform() * 8) }
    let flow = EmpiricalFlow(pictures: pictures)
    let path = followFlow(from: starts, stepCount: Self.stepCount, velocity: flow.velocity)
    self.pictures = pictures
    self.starts = starts
    self.ends = ends
    self.flow = NDArray(
      path.points.flatMap(\.values),
      shape: [Self.stepCount + 1, Self.lineCount, 2]
    )
    let ratios = path.lengthRatios
    lengthRatio = ratios.reduce(0, +) / Double(ratios.count)
  }

  /// Returns the way of one line through the plane.
  func way(_ index: Int) -> [(Double, Double)] {
    (0...Self.stepCount).map { step in
      let place = (step * Self.lineCount + index) * 2
      return (Double(flow.values[place]), Double(flow.values[place + 1]))
    }
  }
}
