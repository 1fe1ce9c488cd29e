/// A square of samples of an image that lies channels last, with zeros beyond the image's edge.
struct Patch {
  let image: UnsafePointer<Float>
  let height: Int
  let width: Int
  let channels: Int

  /// The row and column of the first sample, which may lie outside.
  let top: Int
  let left: Int

  /// The step from sample to sample, and how many there are along a side.
  let stride: Int
  let side: Int

  /// Hands out samples whose channels can be read as whole vectors: in place where that can be, else
  /// in a copy.
  @inline(__always)
  func withVectors(
    _ body: (_ start: UnsafePointer<Float>, _ rowStride: Int, _ columnStride: Int) -> Void
  ) {
    let isInside =
      top >= 0 && left >= 0 && top + (side - 1) * stride < height
      && left + (side - 1) * stride < width
    if isInside && channels % vectorWidth == 0 {
      let start = image + (top * width + left) * channels
      body(start, stride * width * channels, stride * channels)
      return
    }
    let lanes = channels.roundedUp(to: vectorWidth)
    withScratch(side * side * lanes) { copy in
      for i in 0..<side {
        let row = top + i * stride
        for j in 0..<side {
          let column = left + j * stride
          let place = copy + (i * side + j) * lanes
          if row >= 0, row < height, column >= 0, column < width {
            place.update(from: image + (row * width + column) * channels, count: channels)
            (place + channels).update(repeating: 0, count: lanes - channels)
          } else {
            place.update(repeating: 0, count: lanes)
          }
        }
      }
      body(copy, side * lanes, lanes)
    }
  }
}
