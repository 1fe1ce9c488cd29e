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
  private func fill(_ copy: UnsafeMutablePointer<Float>, from first: Int, count: Int) {
    // The columns that lie on the image.
    let start = min(side, max(0, (stride - 1 - left) / stride))
    let end = max(start, min(side, (width - left + stride - 1) / stride))
    let isWhole = count == channels && count == Self.slab && stride == 1
    for i in 0..<side {
      let row = top &+ i &* stride
      let line = copy + i &* side &* Self.slab
      guard row >= 0, row < height else {
        line.update(repeating: 0, count: side &* Self.slab)
        continue
      }
      line.update(repeating: 0, count: start &* Self.slab)
      (line + end &* Self.slab).update(repeating: 0, count: (side &- end) &* Self.slab)
      let samples = image + ((row &* width &+ left) &* channels &+ first)
      if isWhole {
        (line + start &* Self.slab)
          .update(from: samples + start &* channels, count: (end &- start) &* channels)
        continue
      }
      var j = start
      while j < end {
        let target = line + j &* Self.slab, sample = samples + j &* stride &* channels
        var lane = 0
        while lane < count {
          target[vector: lane] = sample[vector: lane]
          lane &+= vectorWidth
        }
        // What was read behind the last channel is the next sample.
        if lane > count { (target + count).update(repeating: 0, count: lane &- count) }
        j &+= 1
      }
    }
  }
}
