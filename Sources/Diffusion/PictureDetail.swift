public import Arrays

/// Returns how much detail pictures have: the mean of the squared differences of pixels side by side and
/// one below the other.
///
/// A plain picture has none. A mean of many pictures has less than they have, because a difference that
/// is there in one and not in another is averaged away.
///
/// - Parameter pictures: `[N, C, H, W]`, at least two pixels wide and high.
/// - Returns: A number for each picture.
/// - Precondition: The pictures have that shape.
public func amountOfDetail(in pictures: NDArray) -> [Double] {
  precondition(
    pictures.shape.count == 4 && pictures.shape[2] > 1 && pictures.shape[3] > 1,
    "an array of shape \(pictures.shape) holds no pictures with neighbouring pixels"
  )
  let (height, width) = (pictures.shape[2], pictures.shape[3])
  let pairs = pictures.shape[1] * (height * (width - 1) + (height - 1) * width)
  let stride = pictures.shape[1] * height * width
  return (0..<pictures.shape[0]).map { picture in
    var sum = 0.0
    for place in 0..<stride {
      let value = Double(pictures.values[picture * stride + place])
      if place % width < width - 1 {
        let step = Double(pictures.values[picture * stride + place + 1]) - value
        sum += step * step
      }
      if place / width % height < height - 1 {
        let step = Double(pictures.values[picture * stride + place + width]) - value
        sum += step * step
      }
    }
    return sum / Double(pairs)
  }
}
