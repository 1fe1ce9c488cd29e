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

/// Estimates the clean picture from a noised one and the noise believed to be in it.
///
///     x0 = (xt − √(1 − ᾱ)·ε) / √ᾱ
///
/// The estimate is exact when `epsilon` is the noise that was added, and is not clipped.
///
/// - Parameters:
///   - xt: The picture at `timestep`, of any shape.
///   - epsilon: The noise, of the same shape.
///   - timestep: In `0..<schedule.stepCount`; near the end the division by √ᾱ magnifies every error.
///   - schedule: The schedule by which the picture was noised.
/// - Returns: The estimate, of the same shape; the values of a good one lie in `-1...1`.
/// - Precondition: The shapes agree.
public func cleanEstimate(
  xt: NDArray,
  epsilon: NDArray,
  at timestep: Int,
  schedule: NoiseSchedule
) -> NDArray {
  let alphaBar = schedule.alphaBar(at: timestep)
  return (xt - (1 - alphaBar).squareRoot() * epsilon) / alphaBar.squareRoot()
}
