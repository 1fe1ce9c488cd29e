public import Arrays

/// Points on straight lines from noise to data, and the direction of each line: what a network that is
/// to follow the flow is trained on.
///
///     xt = (1 − t)·noise + t·data,  velocity = data − noise  (Lipman et al. 2023, with σ_min = 0)
///
/// Time 0 is noise and time 1 is data, unlike in the diffusion process, where 0 is clean.
public struct FlowExercise: Sendable {
  /// The points, `[N, …]`.
  public let xt: NDArray

  /// The time of each point, `[N, 1]`, in `0...1`.
  public let times: NDArray

  /// The direction of each line, `[N, …]`: the answer to be found.
  public let velocity: NDArray

  // snippet.flow-exercise
  // snippet.hide
  /// Mixes noise and data, each pair at a time of its own.
  ///
  /// - Parameters:
  ///   - noise: Standard normal numbers, `[N, …]`.
  ///   - data: Pictures of the same shape; values in `0...1`.
  ///   - times: `[N, 1]`, in `0...1`.
  /// - Precondition: The shapes fit.
  // snippet.show
  public init(from noise: NDArray, to data: NDArray, at times: NDArray) {
    // snippet.hide
    precondition(
      noise.shape == data.shape && data.count > 0 && times.shape == [data.shape[0], 1],
      "noise of \(noise.shape), data of \(data.shape) and times of \(times.shape) do not fit"
    )
    // snippet.show
    let stride = data.count / data.shape[0]
    var points = noise.values
    for place in points.indices {
      let t = times.values[place / stride]
      points[place] = (1 - t) * noise.values[place] + t * data.values[place]
    }
    xt = NDArray(points, shape: data.shape)
    self.times = times
    velocity = data - noise
  }
  // snippet.end

  /// Draws noise for each picture of a batch.
  ///
  /// - Parameters:
  ///   - data: Pictures, `[N, …]`; values in `0...1`.
  ///   - times: `[N, 1]`, in `0...1`.
  ///   - stream: The source of the noise.
  /// - Precondition: The shapes fit.
  public init(to data: NDArray, at times: NDArray, using stream: inout RandomStream) {
    let noise = NDArray.randomNormal(shape: data.shape, using: &stream)
    self.init(from: noise, to: data, at: times)
  }
}

/// Returns the point at a time on the straight line from noise to data, `(1 − t)·noise + t·data`.
///
/// - Precondition: The shapes agree.
public func interpolate(from noise: NDArray, to data: NDArray, at time: Float) -> NDArray {
  (1 - time) * noise + time * data
}

/// Returns where a point would arrive at time 1 if it went straight on.
///
///     x1 = xt + (1 − t)·velocity
///
/// For the velocity that a trained network returns, an average over all lines through the point, it is
/// the average picture at their ends.
///
/// - Precondition: The shapes agree.
public func cleanEstimate(xt: NDArray, velocity: NDArray, at time: Float) -> NDArray {
  xt + (1 - time) * velocity
}
