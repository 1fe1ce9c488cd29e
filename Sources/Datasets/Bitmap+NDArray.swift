public import Arrays
public import Drawing

extension Bitmap {
  /// Creates a picture from an array of samples.
  ///
  /// The ends of `range` become 0 and 255, what lies beyond is clipped, and what lies between is
  /// rounded to the nearest step; a value that is not a number becomes 0.
  ///
  /// - Precondition: The array is `[3, H, W]` (red, green, blue), `[1, H, W]` or `[H, W]`.
  public init(array: NDArray, range: ClosedRange<Float> = -1...1) {
    let shape = array.shape.count == 2 ? [1] + array.shape : array.shape
    precondition(
      shape.count == 3 && (shape[0] == 1 || shape[0] == 3),
      "an array of shape \(array.shape) is not a picture of one or three channels"
    )
    let count = shape[1] * shape[2]
    let extent = range.upperBound - range.lowerBound
    var rgba = [UInt8](repeating: 255, count: count * 4)
    for channel in 0..<3 {
      let plane = channel % shape[0] * count
      for index in 0..<count {
        let share = (array.values[plane + index] - range.lowerBound) / extent
        rgba[index * 4 + channel] = UInt8((share > 0 ? min(1, share) * 255 : 0).rounded())
      }
    }
    self.init(width: shape[2], height: shape[1], rgba: rgba)
  }

  /// Returns the red, green and blue samples as an array `[3, H, W]`, 0 and 255 at the ends of `range`.
  public func array(range: ClosedRange<Float> = -1...1) -> NDArray {
    let count = width * height
    let extent = range.upperBound - range.lowerBound
    var values = [Float](repeating: 0, count: 3 * count)
    for channel in 0..<3 {
      for index in 0..<count {
        let share = Float(rgba[index * 4 + channel]) / 255
        values[channel * count + index] = range.lowerBound + share * extent
      }
    }
    return NDArray(values, shape: [3, height, width])
  }
}
