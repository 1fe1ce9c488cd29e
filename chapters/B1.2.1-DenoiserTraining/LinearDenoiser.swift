import Arrays

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
    let size = digits.count / digits.shape[0]
    let mean = Self.mean(of: digits, size: size)
    let covariance = Self.covariance(of: digits, around: mean, size: size)
    self.mean = mean
    pixelVariance =
      (0..<size).reduce(0) { $0 + covariance[$1 * size + $1] } / Double(size)
    var noisy = covariance
    for pixel in 0..<size { noisy[pixel * size + pixel] += Double(sigma * sigma) }
    let factor = CholeskyFactor(of: noisy, size: size)
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
    let estimate = innerProducts(Self.centred(z, around: mean), gain)
    let values = estimate.values.enumerated().map { $1 + mean[$0 % mean.count] }
    return NDArray(values, shape: z.shape)
  }

  private static func mean(of digits: NDArray, size: Int) -> [Float] {
    var sums = [Double](repeating: 0, count: size)
    for (place, value) in digits.values.enumerated() { sums[place % size] += Double(value) }
    return sums.map { Float($0 / Double(digits.shape[0])) }
  }

  /// Sums products of so many digits at a time in single precision, and these sums in double.
  private static func covariance(
    of digits: NDArray,
    around mean: [Float],
    size: Int
  ) -> [Double] {
    let (count, part) = (digits.shape[0], 1000)
    var sums = [Double](repeating: 0, count: size * size)
    for start in stride(from: 0, to: count, by: part) {
      let rows = centred(digits[start..<min(count, start + part)], around: mean)
      let length = rows.shape[0]
      var columns = [Float](repeating: 0, count: rows.count)
      for (place, value) in rows.values.enumerated() {
        columns[place % size * length + place / size] = value
      }
      let pixels = NDArray(columns, shape: [size, length])
      for (place, value) in innerProducts(pixels, pixels).values.enumerated() {
        sums[place] += Double(value)
      }
    }
    return sums.map { $0 / Double(count) }
  }

  private static func centred(_ digits: NDArray, around mean: [Float]) -> NDArray {
    NDArray(
      digits.values.enumerated().map { $1 - mean[$0 % mean.count] },
      shape: digits.shape
    )
  }
}
