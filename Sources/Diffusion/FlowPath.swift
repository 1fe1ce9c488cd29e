public import Arrays

/// The points that a sampler passed on its way from noise to data, for a whole batch.
public struct FlowPath: Sendable {
  /// The points at times 0, 1/T, … 1, each `[N, …]`; at least two.
  public let points: [NDArray]

  /// Creates a path.
  ///
  /// - Precondition: There are at least two points, all of one shape, and at least one row in each.
  public init(points: [NDArray]) {
    precondition(
      points.count >= 2 && points[0].count > 0 && points.allSatisfy { $0.shape == points[0].shape },
      "points of shapes \(points.map(\.shape)) make no path"
    )
    self.points = points
  }

  /// The number T of steps.
  public var stepCount: Int { points.count - 1 }

  /// Where the path ends.
  public var end: NDArray { points[stepCount] }

  /// Returns the path of some rows of the batch.
  public subscript(rows: Range<Int>) -> FlowPath { FlowPath(points: points.map { $0[rows] }) }

  /// Returns the velocity of a step, `[N, …]`.
  public func velocity(ofStep step: Int) -> NDArray {
    Float(stepCount) * (points[step + 1] - points[step])
  }

  /// Returns where a step would lead if it were kept up until time 1; see ``cleanEstimate(xt:velocity:at:)``.
  public func cleanEstimate(atStep step: Int) -> NDArray {
    Diffusion.cleanEstimate(
      xt: points[step],
      velocity: velocity(ofStep: step),
      at: Float(step) / Float(stepCount)
    )
  }

  /// How much longer each row's way is than the straight line between its ends; 1 for a straight way.
  public var lengthRatios: [Double] {
    let lengths = (0..<stepCount).map { squaredDistances(points[$0], points[$0 + 1]) }
    let chords = squaredDistances(points[0], end)
    return chords.indices.map { row in
      lengths.reduce(0) { $0 + $1[row].squareRoot() } / chords[row].squareRoot()
    }
  }

  /// How far each row's velocities are from that of the straight way, a mean square over numbers and
  /// steps; 0 for a straight way at an even pace.
  ///
  ///     S = ∫ ‖(x1 − x0) − u(xt, t)‖² dt / d  (Liu, Gong and Liu 2023)
  public var straightness: [Double] {
    let chord = end - points[0]
    let squares = (0..<stepCount).map { squaredDistances(chord, velocity(ofStep: $0)) }
    let size = Double(end.count / end.shape[0] * stepCount)
    return squares[0].indices.map { row in squares.reduce(0) { $0 + $1[row] } / size }
  }
}

/// Returns the squared distance of each row of one batch to the same row of another.
private func squaredDistances(_ first: NDArray, _ second: NDArray) -> [Double] {
  let stride = first.count / first.shape[0]
  return (0..<first.shape[0]).map { row in
    (row * stride..<(row + 1) * stride).reduce(0) { sum, place in
      let difference = Double(first.values[place]) - Double(second.values[place])
      return sum + difference * difference
    }
  }
}
