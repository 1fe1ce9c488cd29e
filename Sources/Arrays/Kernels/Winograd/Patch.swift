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

  /// How many channels of a patch are copied at a time; a multiple of a vector.
  private static let slab = 64

  /// How many numbers the copy of a patch of some side takes.
  static func copySize(side: Int) -> Int { side * side * slab }

  /// Hands out eight channels of all samples at a time: in place where all lie on the image and have as
  /// many channels, else in `copy`, of ``copySize(side:)``.
  @inline(__always)
  func forEachVector(
    copy: UnsafeMutablePointer<Float>,
    _ body: (_ lane: Int, _ start: UnsafePointer<Float>, _ down: Int, _ across: Int) -> Void
  ) {
    let isInside =
      top >= 0 && left >= 0 && top + (side - 1) * stride < height
      && left + (side - 1) * stride < width
    if isInside && channels.isMultiple(of: vectorWidth) {
      let corner = image + (top * width + left) * channels
      let down = stride * width * channels, across = stride * channels
      for lane in Swift.stride(from: 0, to: channels, by: vectorWidth) {
        body(lane, corner + lane, down, across)
      }
      return
    }
    for first in Swift.stride(from: 0, to: channels, by: Self.slab) {
      let count = min(Self.slab, channels - first)
      fill(copy, from: first, count: count)
      for lane in Swift.stride(from: 0, to: count, by: vectorWidth) {
        body(first + lane, copy + lane, side &* Self.slab, Self.slab)
      }
    }
  }

  /// Copies some channels of all samples, with zeros beyond the edge and behind the last channel.
  @inline(__always)
  private func fill(_ copy: UnsafeMutablePointer<Float>, from first: Int, count: Int) {
    for i in 0..<side {
      let row = top + i * stride
      for j in 0..<side {
        let column = left + j * stride
        let target = copy + (i &* side &+ j) &* Self.slab
        guard row >= 0, row < height, column >= 0, column < width else {
          for lane in Swift.stride(from: 0, to: count, by: vectorWidth) {
            target[vector: lane] = .zero
          }
          continue
        }
        let sample = image + ((row &* width &+ column) &* channels &+ first)
        for lane in Swift.stride(from: 0, to: count, by: vectorWidth) {
          target[vector: lane] = sample[vector: lane]
        }
        // What was read behind the last channel is the next sample.
        let rest = count % vectorWidth
        if rest > 0 {
          for lane in count..<(count - rest + vectorWidth) { target[lane] = 0 }
        }
      }
    }
  }
}
