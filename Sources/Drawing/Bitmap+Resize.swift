extension Bitmap {
  /// Returns the picture at another size: an axis that shrinks averages the exact area that each
  /// new pixel covers, one that grows repeats the nearest pixel.
  ///
  /// Colours are averaged as they are stored (sRGB), weighted by their alpha.
  ///
  /// - Precondition: Both sides are positive.
  public func resized(width newWidth: Int, height newHeight: Int) -> Bitmap {
    precondition(newWidth > 0 && newHeight > 0, "cannot resize to \(newWidth) × \(newHeight)")
    if newWidth == width && newHeight == height { return self }
    let columns = AxisMap(from: width, to: newWidth)
    let rows = AxisMap(from: height, to: newHeight)

    var result: [UInt8] = []
    result.reserveCapacity(newWidth * newHeight * 4)
    var row = [SIMD4<Double>](repeating: .zero, count: width)
    for y in 0..<newHeight {
      average(rows.spans[y], into: &row)
      for span in columns.spans {
        var sum = SIMD4<Double>.zero
        for (index, weight) in span.weights.enumerated() {
          sum += row[span.start + index] * weight
        }
        result += Self.straight(sum)
      }
    }
    return Bitmap(width: newWidth, height: newHeight, rgba: result)
  }

  /// Averages whole rows into one, colours multiplied by alpha.
  private func average(_ span: AxisMap.Span, into row: inout [SIMD4<Double>]) {
    for x in 0..<width { row[x] = .zero }
    rgba.withUnsafeBufferPointer { samples in
      for (index, weight) in span.weights.enumerated() {
        let start = (span.start + index) * width * 4
        for x in 0..<width {
          let pixel = start + 4 * x
          let alpha = Double(samples[pixel + 3]) * weight
          row[x] += SIMD4(
            Double(samples[pixel]) * alpha,
            Double(samples[pixel + 1]) * alpha,
            Double(samples[pixel + 2]) * alpha,
            alpha
          )
        }
      }
    }
  }

  private static func straight(_ sum: SIMD4<Double>) -> [UInt8] {
    guard sum.w > 0 else { return [0, 0, 0, 0] }
    return [sum.x / sum.w, sum.y / sum.w, sum.z / sum.w, sum.w].map {
      UInt8(min(255, $0.rounded()))
    }
  }
}

/// Which old pixels of one axis make each new one.
private struct AxisMap {
  /// Consecutive old pixels with weights that add up to 1.
  struct Span {
    var start: Int
    var weights: [Double]
  }

  let spans: [Span]

  init(from oldCount: Int, to newCount: Int) {
    spans = (0..<newCount).map { index in
      guard newCount < oldCount else {
        return Span(start: (2 * index + 1) * oldCount / (2 * newCount), weights: [1])
      }
      // In units of 1 / newCount of an old pixel every edge is a whole number.
      let (first, last) = (index * oldCount, (index + 1) * oldCount)
      let start = first / newCount
      let end = (last + newCount - 1) / newCount
      return Span(
        start: start,
        weights: (start..<end).map { pixel in
          let covered = min(last, (pixel + 1) * newCount) - max(first, pixel * newCount)
          return Double(covered) / Double(oldCount)
        }
      )
    }
  }
}
