import Arrays

/// Returns the variance of all values of a picture.
func variance(of picture: NDArray) -> Double { covariance(of: picture, and: picture) }

/// Returns the correlation of two pictures of the same shape, in `-1...1`; 0 where one of them is plain.
func correlation(of first: NDArray, and second: NDArray) -> Double {
  let scale = (variance(of: first) * variance(of: second)).squareRoot()
  return scale > 0 ? covariance(of: first, and: second) / scale : 0
}

private func covariance(of first: NDArray, and second: NDArray) -> Double {
  let (meanOfFirst, meanOfSecond) = (Double(first.mean()), Double(second.mean()))
  var sum = 0.0
  for index in 0..<first.count {
    sum +=
      (Double(first.values[index]) - meanOfFirst)
      * (Double(second.values[index]) - meanOfSecond)
  }
  return sum / Double(first.count)
}

/// Returns the means of square blocks of a picture, `[C, H / block, W / block]`.
///
/// - Precondition: `block` divides both sides of the picture.
func blockMeans(of picture: NDArray, block: Int) -> NDArray {
  let (channels, height, width) = (picture.shape[0], picture.shape[1], picture.shape[2])
  precondition(
    height % block == 0 && width % block == 0,
    "blocks of \(block) do not fill a picture of \(height) by \(width)"
  )
  var means = NDArray(repeating: 0, shape: [channels, height / block, width / block])
  for index in 0..<picture.count {
    let (x, y, channel) = (index % width, index / width % height, index / width / height)
    let place = (channel * (height / block) + y / block) * (width / block) + x / block
    means.values[place] += picture.values[index] / Float(block * block)
  }
  return means
}
