public import Arrays

// snippet.hybrid
// snippet.hide
/// Returns the noise to be taken out of pictures that are to show one thing from afar and another from
/// near: the coarse part of one prediction and the fine part of another (Geng, Park and Owens 2024,
/// Factorized Diffusion).
///
/// - Parameters:
///   - far: Of what is seen from afar.
///   - near: Of what is seen from near.
///   - sigma: The width of the blur that parts coarse from fine, in pixels.
///   - kernelSize: Its number of taps, odd.
/// - Returns: The prediction; its variance, which is no picture that could be parted, is the mean of both.
/// - Precondition: The shapes agree.
// snippet.show
public func hybridPrediction(
  far: NoisePrediction,
  near: NoisePrediction,
  sigma: Float = 2,
  kernelSize: Int = 33
) -> NoisePrediction {
  let coarse = lowPass(far.epsilon, sigma: sigma, kernelSize: kernelSize)
  let fine =
    near.epsilon
    - lowPass(near.epsilon, sigma: sigma, kernelSize: kernelSize)
  let variance = far.variance.flatMap { far in
    near.variance.map { (far + $0) / 2 }
  }
  return NoisePrediction(epsilon: coarse + fine, variance: variance)
}
// snippet.end

/// Takes the fine parts out of pictures, as distance does.
///
/// - Parameters:
///   - pictures: `[N, C, H, W]`, any range of values.
///   - sigma: The width of the blur in pixels, 0 or more.
///   - kernelSize: Its number of taps, odd.
/// - Returns: What is left of them, `[N, C, H, W]`.
public func lowPass(_ pictures: NDArray, sigma: Float, kernelSize: Int) -> NDArray {
  let shape = pictures.shape
  return gaussianBlur(
    pictures.reshaped([shape[0] * shape[1]] + shape[2...]),
    sigma: sigma,
    kernelSize: kernelSize
  )
  .reshaped(shape)
}
