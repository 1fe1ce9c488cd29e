public import Arrays

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What smoothing can make of one noisy picture when it is told the answer: the best of many blurs, and
/// the best filter that treats all directions alike.
///
/// No one who restores a picture knows what these two are told, so they flatter smoothing. What beats
/// them does more than smooth.
public struct BestSmoothing: Sendable {
  private let search: BlurSearch
  private let bound: LinearBound

  /// The widths tried, in pixels: 32 from 0.2 to 20, each 16 % above the one before.
  private static let sigmas = (0..<32).map { 0.2 * Float(exp(Double($0) * log(100) / 31)) }

  /// Prepares for a picture and the noise that is mixed into it.
  ///
  /// - Parameters:
  ///   - clean: The picture, `[C, S, S]`, values in `-1...1`.
  ///   - epsilon: Standard normal noise of the same shape.
  /// - Precondition: The picture is square, and the shapes agree.
  public init(clean: NDArray, epsilon: NDArray) {
    search = BlurSearch(clean: clean, draws: [epsilon], sigmas: Self.sigmas)
    bound = LinearBound(clean: clean, draws: [epsilon])
  }

  /// Returns the blur of the noisy picture that comes closest to the clean one, divided by √ᾱ or not.
  ///
  /// - Parameters:
  ///   - xt: The picture with its noise, as it is at a timestep.
  ///   - alphaBar: That timestep's ᾱ.
  /// - Returns: The estimate of the clean picture, not clipped.
  public func blur(of xt: NDArray, alphaBar: Float) -> NDArray {
    func peak(_ isRescaled: Bool) -> (row: Int, value: Double) {
      let row = search.bestRow(alphaBar: alphaBar, isRescaled: isRescaled)
      let values = search.peakSignalToNoise(row: row, alphaBar: alphaBar, isRescaled: isRescaled)
      return (row, values[0])
    }
    let (plain, rescaled) = (peak(false), peak(true))
    let sigma = search.sigmas[rescaled.value > plain.value ? rescaled.row : plain.row]
    let blurred = gaussianBlur(xt, sigma: sigma, kernelSize: BlurSearch.kernelSize(for: sigma))
    return rescaled.value > plain.value ? blurred / alphaBar.squareRoot() : blurred
  }

  /// Returns what the best linear filter makes of the noisy picture.
  public func linear(of xt: NDArray, alphaBar: Float) -> NDArray {
    bound.filter(alphaBar: alphaBar).denoise(xt)
  }
}
