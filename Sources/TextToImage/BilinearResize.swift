public import Arrays

/// Enlarges images between the centres of their outermost pixels, each new pixel a mean of the four around
/// its place; PyTorch's `interpolate` with mode `bilinear` and aligned corners.
///
/// - Parameters:
///   - images: `[N, C, H, W]`.
///   - size: The new height and width, at least 1.
/// - Returns: `[N, C, size, size]`.
public func bilinearResize(_ images: NDArray, to size: Int) -> NDArray {
  precondition(
    images.shape.count == 4 && size >= 1 && min(images.shape[2], images.shape[3]) >= 1,
    "images of shape \(images.shape) cannot be enlarged to \(size) pixels"
  )
  let (height, width) = (images.shape[2], images.shape[3])
  func places(_ extent: Int) -> [(low: Int, high: Int, share: Float)] {
    (0..<size).map { index in
      let place = size == 1 ? 0 : Float(index) * (Float(extent - 1) / Float(size - 1))
      let low = min(Int(place), extent - 1)
      return (low, min(low + 1, extent - 1), place - Float(low))
    }
  }
  let (rows, columns) = (places(height), places(width))
  var values: [Float] = []
  values.reserveCapacity(images.shape[0] * images.shape[1] * size * size)
  for plane in 0..<images.shape[0] * images.shape[1] {
    func value(_ row: Int, _ column: Int) -> Float {
      images.values[(plane * height + row) * width + column]
    }
    for row in rows {
      for column in columns {
        let above =
          (1 - column.share) * value(row.low, column.low)
          + column.share * value(row.low, column.high)
        let below =
          (1 - column.share) * value(row.high, column.low)
          + column.share * value(row.high, column.high)
        values.append((1 - row.share) * above + row.share * below)
      }
    }
  }
  return NDArray(values, shape: [images.shape[0], images.shape[1], size, size])
}
