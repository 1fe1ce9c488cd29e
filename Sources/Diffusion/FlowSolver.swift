public import Arrays

/// Ways to take a step along a field of velocities, from the plainest to one of fourth order.
public enum FlowSolver: String, CaseIterable, Codable, Sendable {
  /// The velocity where the step begins.
  case euler

  /// The mean of the velocities where the step begins and where Euler's would end.
  case heun

  /// Runge and Kutta's mean of four velocities, the classical one (Kutta 1901).
  case rungeKutta4

  /// How often a step asks for the velocity.
  public var evaluationsPerStep: Int {
    switch self {
    case .euler: 1
    case .heun: 2
    case .rungeKutta4: 4
    }
  }

  /// Returns the velocity that the step from a point is made with.
  ///
  /// - Parameters:
  ///   - xt: The point, of any shape.
  ///   - time: The time at the step's beginning.
  ///   - size: How much time the step takes.
  ///   - velocity: The field: the velocity at a point and a time.
  /// - Returns: The velocity, of the shape of `xt`.
  public func velocity(
    at xt: NDArray,
    time: Float,
    size: Float,
    of velocity: (_ xt: NDArray, _ time: Float) -> NDArray
  ) -> NDArray {
    let first = velocity(xt, time)
    switch self {
    case .euler:
      return first
    case .heun:
      return 0.5 * (first + velocity(xt + size * first, time + size))
    case .rungeKutta4:
      let (half, middle) = (size / 2, time + size / 2)
      let second = velocity(xt + half * first, middle)
      let third = velocity(xt + half * second, middle)
      let fourth = velocity(xt + size * third, time + size)
      return (first + 2 * (second + third) + fourth) / 6
    }
  }
}

// snippet.sample-flow
// snippet.hide
/// Follows a field of velocities from noise, at time 0, to data, at time 1.
///
/// - Parameters:
///   - noise: Where to begin, `[N, …]`, standard normal.
///   - stepCount: The number T of equal steps; they begin at the times 0, 1/T, … 1 − 1/T.
///   - solver: How a step is taken.
///   - velocity: The field: the velocity at a point and a time.
/// - Returns: All T + 1 points on the way.
/// - Precondition: There is at least one step.
// snippet.show
public func followFlow(
  from noise: NDArray,
  stepCount: Int,
  solver: FlowSolver = .euler,
  velocity: (_ xt: NDArray, _ time: Float) -> NDArray
) -> FlowPath {
  // snippet.hide
  precondition(stepCount >= 1, "a flow needs at least one step, not \(stepCount)")
  // snippet.show
  let size = 1 / Float(stepCount)
  var points = [noise]
  for step in 0..<stepCount {
    let (xt, t) = (points[step], Float(step) * size)
    let u = solver.velocity(at: xt, time: t, size: size, of: velocity)
    points.append(xt + size * u)
  }
  return FlowPath(points: points)
}
// snippet.end
