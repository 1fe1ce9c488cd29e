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

  /// Hands out eight channels of all samples at a time: in place where all lie on the image and have as
  /// many channels, else in `copy`, which has room for `side * side` vectors.
  @inline(__always)
  func forEachVector(
    copy: UnsafeMutablePointer<Float>,
    _ body: (_ lane: Int, _ start: UnsafePointer<Float>, _ down: Int, _ across: Int) -> Void
  ) {
    let isInside =
      top >= 0 && left >= 0 && top + (side - 1) * stride < height
      && left + (side - 1) * stride < width
    let corner = (top * width + left) * channels
    let down = stride * width * channels, across = stride * channels
    var lane = 0
    while lane < channels {
      if isInside && lane + vectorWidth <= channels {
        body(lane, image + (corner &+ lane), down, across)
      } else {
        let isPart = lane + vectorWidth > channels
        for i in 0..<side {
          let row = top + i * stride
          for j in 0..<side {
            let column = left + j * stride
            var sample = Vector.zero
            if row >= 0, row < height, column >= 0, column < width {
              sample = image[vector: corner &+ i &* down &+ j &* across &+ lane]
            }
            copy[vector: (i &* side &+ j) &* vectorWidth] = sample
          }
        }
        // What was read behind the last channel is the next sample.
        if isPart {
          for sample in 0..<side * side {
            for part in (channels - lane)..<vectorWidth { copy[sample * vectorWidth + part] = 0 }
          }
        }
        body(lane, copy, side &* vectorWidth, vectorWidth)
      }
      lane += vectorWidth
    }
  }
}
