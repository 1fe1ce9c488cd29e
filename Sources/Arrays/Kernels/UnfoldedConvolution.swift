/// A convolution of any shape as a matrix product over unfolded images: each output pixel is a row of
/// the samples that its filter sees.
///
/// Images are unfolded one at a time on each thread. A convolution to few channels unfolds nothing of
/// its input: it multiplies first and adds the products up where they belong.
struct UnfoldedConvolution {
  private let shape: Convolution
  private let taps: Int
  private let pixels: Int
  private let inputPixels: Int

  init(_ shape: Convolution) {
    self.shape = shape
    taps = shape.kernelSize * shape.kernelSize
    pixels = shape.outHeight * shape.outWidth
    inputPixels = shape.height * shape.width
  }

  private var isPointwise: Bool { taps == 1 && shape.stride == 1 && shape.padding == 0 }

  /// Whether the products of all taps are fewer than the samples that they are made of.
  private var isNarrow: Bool { !isPointwise && shape.outChannels * taps <= shape.inChannels }

  private var widthOfRow: Int { taps * shape.inChannels }

  /// Whether the images are unfolded as they lie: each sample belongs to one row, in its place.
  private var isUnfolded: Bool {
    isPointwise || (pixels == 1 && shape.padding == 0 && inputPixels == taps)
  }

  func forward(
    _ x: UnsafePointer<Float>,
    filter: UnsafePointer<Float>,
    epilogue: Epilogue,
    into y: UnsafeMutablePointer<Float>
  ) {
    let inChannels = shape.inChannels, outChannels = shape.outChannels
    if isNarrow {
      multiplyThenGather(x, filter, into: y)
    } else {
      let packed = PackedMatrix(
        MatrixView(filter, rowStride: 1, columnStride: widthOfRow),
        rows: widthOfRow,
        columns: outChannels
      )
      if isUnfolded {
        MatrixProduct.multiply(
          MatrixView(x, rowStride: widthOfRow),
          rows: shape.batch * pixels,
          by: packed,
          into: y,
          stride: outChannels
        )
      } else {
        unsafeParallelFor(shape.batch) { image in
          let rows = Storage(count: pixels * widthOfRow)
          unfold(x + image * inputPixels * inChannels, into: rows.start)
          MatrixProduct.multiplyAlone(
            MatrixView(rows.start, rowStride: widthOfRow),
            rows: pixels,
            by: packed,
            into: y + image * pixels * outChannels,
            stride: outChannels
          )
        }
      }
    }
    epilogue.apply(to: y, rows: shape.batch * pixels, channels: outChannels)
  }

  func inputGradient(
    _ outputGradient: UnsafePointer<Float>,
    filter: UnsafePointer<Float>,
    epilogue: Epilogue,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    let inChannels = shape.inChannels, outChannels = shape.outChannels
    if isNarrow {
      let width = outChannels * taps
      let products = scattered(outputGradient)
      MatrixProduct.multiply(
        MatrixView(products.start, rowStride: width),
        rows: shape.batch * inputPixels,
        by: PackedMatrix(
          MatrixView(filter, rowStride: inChannels),
          rows: width,
          columns: inChannels
        ),
        into: gradient,
        stride: inChannels
      )
      epilogue.apply(to: gradient, rows: shape.batch * inputPixels, channels: inChannels)
      return
    }
    let packed = PackedMatrix(
      MatrixView(filter, rowStride: widthOfRow),
      rows: outChannels,
      columns: widthOfRow
    )
    if isUnfolded {
      // Every sample is seen once: the product is the gradient already.
      MatrixProduct.multiply(
        MatrixView(outputGradient, rowStride: outChannels),
        rows: shape.batch * pixels,
        by: packed,
        into: gradient,
        stride: widthOfRow
      )
    } else {
      unsafeParallelFor(shape.batch) { image in
        let rows = Storage(count: pixels * widthOfRow)
        MatrixProduct.multiplyAlone(
          MatrixView(outputGradient + image * pixels * outChannels, rowStride: outChannels),
          rows: pixels,
          by: packed,
          into: rows.start,
          stride: widthOfRow
        )
        fold(rows.start, into: gradient + image * inputPixels * inChannels)
      }
    }
    epilogue.apply(to: gradient, rows: shape.batch * inputPixels, channels: inChannels)
  }

  func filterGradient(
    _ x: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    let inChannels = shape.inChannels, outChannels = shape.outChannels
    if isNarrow {
      let products = scattered(outputGradient)
      MatrixProduct.multiplyTransposed(
        MatrixView(products.start, rowStride: outChannels * taps),
        rows: outChannels * taps,
        by: MatrixView(x, rowStride: inChannels),
        columns: inChannels,
        depth: shape.batch * inputPixels,
        into: gradient
      )
      return
    }
    let rows = isUnfolded ? nil : Storage(count: shape.batch * pixels * widthOfRow)
    if let rows {
      unsafeParallelFor(shape.batch) { image in
        unfold(
          x + image * inputPixels * inChannels,
          into: rows.start + image * pixels * widthOfRow
        )
      }
    }
    MatrixProduct.multiplyTransposed(
      MatrixView(outputGradient, rowStride: outChannels),
      rows: outChannels,
      by: MatrixView(rows.map { UnsafePointer($0.start) } ?? x, rowStride: widthOfRow),
      columns: widthOfRow,
      depth: shape.batch * pixels,
      into: gradient
    )
  }

  /// Multiplies each input pixel by all taps, and adds up at each output what its taps see.
  private func multiplyThenGather(
    _ x: UnsafePointer<Float>,
    _ filter: UnsafePointer<Float>,
    into y: UnsafeMutablePointer<Float>
  ) {
    let inChannels = shape.inChannels, outChannels = shape.outChannels
    let width = outChannels * taps
    // Column `k * taps + tap` of the right factor.
    let packed = PackedMatrix(
      MatrixView(filter, rowStride: 1, columnStride: inChannels),
      rows: inChannels,
      columns: width
    )
    unsafeParallelFor(shape.batch) { image in
      let products = Storage(count: inputPixels * width)
      MatrixProduct.multiplyAlone(
        MatrixView(x + image * inputPixels * inChannels, rowStride: inChannels),
        rows: inputPixels,
        by: packed,
        into: products.start,
        stride: width
      )
      for pixel in 0..<pixels {
        let place = y + (image * pixels + pixel) * outChannels
        place.update(repeating: 0, count: outChannels)
        forEachSample(of: pixel) { tap, sample in
          let line = products.start + (sample * width + tap)
          for k in 0..<outChannels { place[k] += line[k * taps] }
        }
      }
    }
  }

  /// Returns the gradient of the products of ``multiplyThenGather(_:_:into:)``.
  private func scattered(_ outputGradient: UnsafePointer<Float>) -> Storage {
    let outChannels = shape.outChannels
    let width = outChannels * taps
    let products = Storage(count: shape.batch * inputPixels * width)
    unsafeParallelFor(shape.batch) { image in
      let start = products.start + image * inputPixels * width
      start.update(repeating: 0, count: inputPixels * width)
      for pixel in 0..<pixels {
        let line = outputGradient + (image * pixels + pixel) * outChannels
        forEachSample(of: pixel) { tap, sample in
          for k in 0..<outChannels { start[sample * width + k * taps + tap] = line[k] }
        }
      }
    }
    return products
  }

  private func unfold(_ image: UnsafePointer<Float>, into rows: UnsafeMutablePointer<Float>) {
    let channels = shape.inChannels
    for pixel in 0..<pixels {
      let line = rows + pixel * widthOfRow
      if shape.padding > 0 { line.update(repeating: 0, count: widthOfRow) }
      forEachSample(of: pixel) { tap, sample in
        (line + tap * channels).update(from: image + sample * channels, count: channels)
      }
    }
  }

  private func fold(_ rows: UnsafePointer<Float>, into image: UnsafeMutablePointer<Float>) {
    let channels = shape.inChannels
    image.update(repeating: 0, count: inputPixels * channels)
    for pixel in 0..<pixels {
      forEachSample(of: pixel) { tap, sample in
        let line = rows + (pixel * widthOfRow + tap * channels), place = image + sample * channels
        for c in 0..<channels { place[c] += line[c] }
      }
    }
  }

  /// Calls `body` for each tap of an output pixel that lies on the image.
  @inline(__always)
  private func forEachSample(of pixel: Int, _ body: (_ tap: Int, _ sample: Int) -> Void) {
    let (row, column) = pixel.quotientAndRemainder(dividingBy: shape.outWidth)
    let top = row * shape.stride - shape.padding, left = column * shape.stride - shape.padding
    for i in max(0, -top)..<max(0, -top, min(shape.kernelSize, shape.height - top)) {
      for j in max(0, -left)..<max(0, -left, min(shape.kernelSize, shape.width - left)) {
        body(i * shape.kernelSize + j, (top + i) * shape.width + left + j)
      }
    }
  }
}
