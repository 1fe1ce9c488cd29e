import Arrays
import Statistics

/// The best denoiser that only multiplies and adds.
///
///     x̂ = μ + C·(C + σ²·I)⁻¹·(z − μ)
///
/// μ and C are the mean and the covariance of the digits that it is made from. No other linear rule has
/// a lower mean squared error on these (Wiener's filter, for pictures whose pixels have places).
struct LinearDenoiser {
  /// The mean of the diagonal of C: the error of whoever always answers μ.
  let pixelVariance: Double

  private let mean: [Float]

  /// C·(C + σ²·I)⁻¹, `[784, 784]`; symmetric.
  private let gain: NDArray

  /// Makes the denoiser for noise of strength `sigma` from digits `[N, 1, 28, 28]`.
  init(digits: NDArray, sigma: Float) {
    let moments = PixelMoments(of: digits)
    let size = moments.covariance.size, covariance = moments.covariance.values
    mean = moments.mean.map { Float($0) }
    pixelVariance = moments.variance
    var noisy = covariance
    for pixel in 0..<size { noisy[pixel * size + pixel] += Double(sigma * sigma) }
    let factor = CholeskyFactor(of: SymmetricMatrix(noisy, size: size))
    // Row i of the gain solves (C + σ²·I)·x = column i of C, as both matrices are symmetric.
    var gain = [Float](repeating: 0, count: size * size)
    gain.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(size) { row in
        let solution = factor.solve(Array(covariance[row * size..<(row + 1) * size]))
        for (column, value) in solution.enumerated() { target[row * size + column] = Float(value) }
      }
    }
    self.gain = NDArray(gain, shape: [size, size])
  }

  /// Returns estimates of the clean digits, of the shape of `z`, `[N, 1, 28, 28]`.
  func denoise(_ z: NDArray) -> NDArray {
    let centred = z.values.enumerated().map { $1 - mean[$0 % mean.count] }
    let estimate = innerProducts(NDArray(centred, shape: z.shape), gain)
    let values = estimate.values.enumerated().map { $1 + mean[$0 % mean.count] }
    return NDArray(values, shape: z.shape)
  }
}
