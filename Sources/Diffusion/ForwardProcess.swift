public import Arrays

// snippet.add-noise
// snippet.hide
/// Draws noise, and returns the picture with the noise of `timestep` mixed in, and the noise.
///
/// A copy of `stream` draws the same noise again, so several timesteps can share one draw.
///
/// - Parameter x0: The clean picture, of any shape; values in `-1...1`.
/// - Precondition: `timestep` lies in `0..<schedule.stepCount`.
// snippet.show
public func addNoise(
  to x0: NDArray,
  at timestep: Int,
  schedule: NoiseSchedule,
  using stream: inout RandomStream
) -> (xt: NDArray, epsilon: NDArray) {
  let epsilon = NDArray.randomNormal(shape: x0.shape, using: &stream)
  let xt = addNoise(
    to: x0,
    at: timestep,
    schedule: schedule,
    epsilon: epsilon
  )
  return (xt, epsilon)
}

// snippet.hide
/// Returns the picture with the noise of `timestep` mixed in.
///
///     xt = √ᾱ·x0 + √(1 − ᾱ)·ε  (Ho et al. 2020, equation 4)
///
/// - Parameters:
///   - x0: The clean picture, of any shape; values in `-1...1`.
///   - epsilon: Standard normal noise of the same shape.
/// - Precondition: The shapes agree, and `timestep` lies in `0..<schedule.stepCount`.
// snippet.show
public func addNoise(
  to x0: NDArray,
  at timestep: Int,
  schedule: NoiseSchedule,
  epsilon: NDArray
) -> NDArray {
  let alphaBar = schedule.alphaBar(at: timestep)
  return alphaBar.squareRoot() * x0
    + (1 - alphaBar).squareRoot() * epsilon
}
// snippet.end
