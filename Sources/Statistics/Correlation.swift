public import Arrays

/// Returns the variance of all values of an array.
///
/// - Precondition: The array has at least one value.
public func variance(of array: NDArray) -> Double { covariance(of: array, and: array) }

/// Returns the correlation of two arrays of the same shape, in `-1...1`; 0 where one of them is plain.
///
/// - Precondition: The shapes agree, and there is at least one value.
public func correlation(of first: NDArray, and second: NDArray) -> Double {
  let scale = (variance(of: first) * variance(of: second)).squareRoot()
  return scale > 0 ? covariance(of: first, and: second) / scale : 0
}

private func covariance(of first: NDArray, and second: NDArray) -> Double {
  precondition(
    first.shape == second.shape && first.count > 0,
    "arrays of shapes \(first.shape) and \(second.shape) do not vary together"
  )
  let (meanOfFirst, meanOfSecond) = (Double(first.mean()), Double(second.mean()))
  var sum = 0.0
  for index in 0..<first.count {
    sum +=
      (Double(first.values[index]) - meanOfFirst)
      * (Double(second.values[index]) - meanOfSecond)
  }
  return sum / Double(first.count)
}
