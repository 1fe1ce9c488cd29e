import Arrays

/// Doubles the height and the width of images, each pixel becoming four, as PyTorch's `interpolate`
/// with mode `nearest` and factor 2.
///
/// - Parameter x: Images, `[N, C, H, W]`.
/// - Returns: `[N, C, 2H, 2W]`.
/// - Precondition: `x` has four axes.
public func upsampleNearest2d(_ x: Tensor) -> Tensor {
  precondition(x.shape.count == 4, "a tensor of shape \(x.shape) is no batch of images")
  let (channels, height, width) = (x.shape[1], x.shape[2], x.shape[3])
  let lines = x.shape[0] * height
  /// Pairs each pixel of a line with the four places of its copies.
  @Sendable func forEachPixel(of line: Int, _ body: (_ pixel: Int, _ copies: [Int]) -> Void) {
    for column in 0..<width {
      let first = (2 * line * 2 * width + 2 * column) * channels
      let below = first + 2 * width * channels
      body(
        (line * width + column) * channels,
        [first, first + channels, below, below + channels]
      )
    }
  }
  let y = Storage(count: 4 * x.count)
  unsafeParallelFor(lines) { line in
    forEachPixel(of: line) { pixel, copies in
      for copy in copies { (y.start + copy).update(from: x.pointer + pixel, count: channels) }
    }
  }
  return Tape.record(
    [x],
    shape: [x.shape[0], channels, 2 * height, 2 * width],
    storage: y,
    pullback: { [count = x.count] gradient in
      let dx = Storage(zeros: count)
      unsafeParallelFor(lines) { line in
        forEachPixel(of: line) { pixel, copies in
          for copy in copies {
            for c in 0..<channels { dx.start[pixel + c] += gradient.start[copy + c] }
          }
        }
      }
      return [dx]
    }
  )
}
