public import Arrays

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Returns the mean of the squared differences of two arrays, summed in double precision.
///
/// - Precondition: The arrays have the same shape and at least one element.
public func meanSquaredError(_ estimate: NDArray, _ truth: NDArray) -> Double {
  precondition(
    estimate.shape == truth.shape && estimate.count > 0,
    "arrays of shapes \(estimate.shape) and \(truth.shape) have no mean squared error"
  )
  var sum = 0.0
  for index in 0..<truth.count {
    let difference = Double(estimate.values[index]) - Double(truth.values[index])
    sum += difference * difference
  }
  return sum / Double(truth.count)
}

/// Returns how far each of some pictures is from its original: the root of the mean squared error of the
/// values as they are shown, clipped to `-1...1`.
///
/// - Parameters:
///   - pictures: `[N, C, H, W]`.
///   - originals: The originals, of the same shape.
/// - Returns: A distance for each picture, in `0...2`.
/// - Precondition: The shapes agree.
public func distances(of pictures: NDArray, to originals: NDArray) -> [Double] {
  (0..<pictures.shape[0]).map { index in
    let shown = pictures[index].map { min(1, max(-1, $0)) }
    return meanSquaredError(shown, originals[index]).squareRoot()
  }
}

/// Returns the peak signal-to-noise ratio of an estimate, in decibels; infinite when it is exact.
///
///     PSNR = 20·log₁₀(peak) − 10·log₁₀(mean squared error)
///
/// Neither array is clipped first.
///
/// - Parameters:
///   - estimate: The estimate, of any shape.
///   - truth: What it estimates.
///   - peak: The width of the range of pixel values: 2 for `-1...1`, 1 for `0...1`.
/// - Returns: The ratio, larger for a better estimate.
/// - Precondition: The arrays have the same shape and at least one element.
public func peakSignalToNoise(_ estimate: NDArray, _ truth: NDArray, peak: Double) -> Double {
  peakSignalToNoise(meanSquaredError: meanSquaredError(estimate, truth), peak: peak)
}

/// Returns the peak signal-to-noise ratio that belongs to a mean squared error, in decibels.
public func peakSignalToNoise(meanSquaredError: Double, peak: Double) -> Double {
  20 * log10(peak) - 10 * log10(meanSquaredError)
}
