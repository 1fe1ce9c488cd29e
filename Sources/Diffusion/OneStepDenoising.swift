public import Arrays

// snippet.one-step-denoise
// snippet.hide
/// Takes all the noise that a model finds out of pictures at once.
///
/// - Parameters:
///   - xt: The pictures at `timestep`, `[N, C, H, W]`.
///   - timestep: In `0..<schedule.stepCount`.
///   - schedule: The schedule by which the pictures were noised.
///   - model: Finds the noise.
/// - Returns: The estimates of the clean pictures, not clipped.
/// - Throws: What `model` throws.
// snippet.show
public func oneStepDenoise(
  _ xt: NDArray,
  at timestep: Int,
  schedule: NoiseSchedule,
  predicting model: NoiseModel
) throws -> NDArray {
  let epsilon = try model(xt, timestep).epsilon
  return cleanEstimate(
    xt: xt,
    epsilon: epsilon,
    at: timestep,
    schedule: schedule
  )
}

// snippet.hide
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
// snippet.show
public func cleanEstimate(
  xt: NDArray,
  epsilon: NDArray,
  at timestep: Int,
  schedule: NoiseSchedule
) -> NDArray {
  let alphaBar = schedule.alphaBar(at: timestep)
  return (xt - (1 - alphaBar).squareRoot() * epsilon)
    / alphaBar.squareRoot()
}
// snippet.end
