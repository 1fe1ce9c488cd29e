public import Arrays

/// The mean and the covariance of a set of features, all that a normal distribution knows of them.
public struct FeatureMoments: Equatable, Sendable {
  /// The number of samples.
  public let count: Int

  /// The mean of each feature.
  public let mean: [Double]

  /// The covariance of the features, with the divisor `count − 1`.
  public let covariance: SymmetricMatrix

  /// Creates moments.
  ///
  /// - Precondition: The mean has a number for each row of the covariance.
  public init(count: Int, mean: [Double], covariance: SymmetricMatrix) {
    precondition(
      mean.count == covariance.size,
      "a mean of \(mean.count) numbers and a covariance of \(covariance.size) rows do not fit"
    )
    self.count = count
    self.mean = mean
    self.covariance = covariance
  }

  /// Measures features, summed in double precision from first to last.
  ///
  /// - Parameter features: `[N, F]`.
  /// - Precondition: There are at least two samples.
  public init(of features: NDArray) {
    precondition(
      features.shape.count == 2 && features.shape[0] >= 2 && features.shape[1] >= 1,
      "features of shape \(features.shape) have no covariance"
    )
    let (count, size) = (features.shape[0], features.shape[1])
    var mean = [Double](repeating: 0, count: size)
    for (place, value) in features.values.enumerated() { mean[place % size] += Double(value) }
    mean = mean.map { $0 / Double(count) }
    let centred = features.values.enumerated().map { Double($1) - mean[$0 % size] }
    var sums = [Double](repeating: 0, count: size * size)
    sums.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(size) { row in
        for sample in stride(from: 0, to: centred.count, by: size) {
          let own = centred[sample + row]
          for column in 0..<size { target[row * size + column] += own * centred[sample + column] }
        }
      }
    }
    self.init(
      count: count,
      mean: mean,
      covariance: SymmetricMatrix(sums.map { $0 / Double(count - 1) }, size: size)
    )
  }
}

/// Returns the Fréchet distance of the normal distributions with these moments, squared as is usual.
///
///     ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2·(Σ₁^½ Σ₂ Σ₁^½)^½)  (Dowson and Landau 1982)
///
/// It is never negative, and 0 only for equal moments. Between finite samples of one distribution it is
/// above 0, the more so the fewer they are: compare with samples of the same number.
///
/// - Precondition: Both have the same number of features.
public func frechetDistance(_ first: FeatureMoments, _ second: FeatureMoments) -> Double {
  precondition(
    first.mean.count == second.mean.count,
    "\(first.mean.count) features cannot be compared with \(second.mean.count)"
  )
  let shift = zip(first.mean, second.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  let shared = first.covariance.squareRoot().sandwich(second.covariance).eigen().values
    .reduce(0) { $0 + max(0, $1).squareRoot() }
  return max(0, shift + first.covariance.trace + second.covariance.trace - 2 * shared)
}
