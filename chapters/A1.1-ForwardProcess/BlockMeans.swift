import Arrays

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
