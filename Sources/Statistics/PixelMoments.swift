public import Arrays

/// How the pixels of a set of pictures vary together: the moments of the set as a population.
public struct PixelMoments: Sendable {
  /// The mean of each pixel.
  public let mean: [Double]

  /// The covariance of the pixels, with the divisor `N`.
  public let covariance: SymmetricMatrix

  /// The mean variance of a pixel: the squared error of whoever always answers the mean.
  public var variance: Double { covariance.trace / Double(covariance.size) }

  /// Measures pictures.
  ///
  /// Products are summed in single precision over a thousand pictures at a time, and these sums in
  /// double precision.
  ///
  /// - Parameter pictures: `[N, …]`.
  /// - Precondition: There is at least one.
  public init(of pictures: NDArray) {
    precondition(pictures.count > 0, "pictures of shape \(pictures.shape) have no moments")
    let count = pictures.shape[0], size = pictures.count / count
    var totals = [Double](repeating: 0, count: size)
    for (place, value) in pictures.values.enumerated() { totals[place % size] += Double(value) }
    let mean = totals.map { $0 / Double(count) }
    var sums = [Double](repeating: 0, count: size * size)
    for start in stride(from: 0, to: count, by: 1000) {
      let part = pictures[start..<min(count, start + 1000)]
      let length = part.shape[0]
      var columns = [Float](repeating: 0, count: part.count)
      for (place, value) in part.values.enumerated() {
        columns[place % size * length + place / size] = Float(Double(value) - mean[place % size])
      }
      let pixels = NDArray(columns, shape: [size, length])
      for (place, value) in innerProducts(pixels, pixels).values.enumerated() {
        sums[place] += Double(value)
      }
    }
    self.mean = mean
    covariance = SymmetricMatrix(sums.map { $0 / Double(count) }, size: size)
  }
}
