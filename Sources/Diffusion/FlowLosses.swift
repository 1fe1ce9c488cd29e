public import Arrays

/// Measures a field of velocities on straight lines to pictures, at times of one's choice.
///
/// A copy of `stream` draws the same noise again, so that two fields can be compared line by line.
///
/// - Parameters:
///   - data: Pictures, `[N, …]`.
///   - times: The times, each in `0...1`.
///   - stream: The source of noise, one draw for each picture and time.
///   - velocity: The field: the velocity at points, one on each line, and a time.
/// - Returns: For each time the mean squared error of each line, `N` of them.
public func flowLosses(
  on data: NDArray,
  at times: [Float],
  using stream: inout RandomStream,
  velocity: (_ xt: NDArray, _ time: Float) -> NDArray
) -> [[Double]] {
  times.map { time in
    let noise = NDArray.randomNormal(shape: data.shape, using: &stream)
    let found = velocity(interpolate(from: noise, to: data, at: time), time)
    let wanted = data - noise
    return (0..<data.shape[0]).map { meanSquaredError(found[$0], wanted[$0]) }
  }
}
