public import Arrays

// snippet.add-gaussian-noise
// snippet.hide
/// Returns the picture with noise of one strength added on top, and nothing scaled down.
///
///     z = x + σ·ε
///
/// - Parameters:
///   - x: The clean picture, of any shape; values in `0...1`.
///   - sigma: The noise's standard deviation in pixel units, 0 or more.
///   - epsilon: Standard normal noise of the shape of `x`.
/// - Returns: The noisy picture, not clipped: its values leave `0...1`.
/// - Precondition: The shapes agree, and `sigma` is not negative.
// snippet.show
public func addNoise(
  to x: NDArray,
  sigma: Float,
  epsilon: NDArray
) -> NDArray {
  precondition(sigma >= 0, "\(sigma) is no strength of noise")
  let z = x + sigma * epsilon
  return z
}
// snippet.end
