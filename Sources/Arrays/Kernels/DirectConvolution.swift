/// A convolution of stride 1 of many channels over few pixels, by one product with the filters as they
/// lie: what there is most of, the filters, is read once and transformed nowhere.
struct DirectConvolution: Sendable {
  private let shape: Convolution

  /// Creates the computation; `nil` where another method is quicker.
  ///
  /// A Winograd transform makes four numbers of each of a filter, which pays where they stay in a cache or
  /// each is used for many pixels, and where there is memory for them. The number of images has no say, so
  /// that one has the same result by itself as among others.
  init?(_ shape: Convolution) {
    let pixels = shape.outHeight * shape.outWidth
    let size = shape.inChannels * shape.outChannels
    let isDirect = (size >= 1 << 17 && pixels <= 64) || (size >= 1 << 20 && pixels <= 256)
    guard shape.stride == 1, shape.kernelSize == 1 || isDirect else { return nil }
    self.shape = shape
  }

  /// Convolves `x` with filters.
  ///
  /// - Parameters:
  ///   - x: Images, channels last.
  ///   - filter: `[out, row, column, in]` in memory, and `[out, in, row, column]` in a file.
  ///   - epilogue: Is applied to the result.
  ///   - y: The result, channels last.
  func forward(
    _ x: UnsafePointer<Float>,
    filter: WeightRows,
    epilogue: Epilogue,
    into y: UnsafeMutablePointer<Float>
  ) {
    let taps = shape.kernelSize * shape.kernelSize
    let pixels = shape.outHeight * shape.outWidth
    let depth = taps * shape.inChannels
    let isPointwise = taps == 1 && shape.padding == 0
    let rows = isPointwise ? nil : Storage(count: shape.batch * pixels * depth)
    if let rows {
      var channelStride = 1, tapStride = shape.inChannels
      if case .mapped = filter { (channelStride, tapStride) = (taps, 1) }
      unsafeParallelFor(shape.batch * shape.outHeight) { line in
        unfold(x, line, into: rows.start, channelStride: channelStride, tapStride: tapStride)
      }
    }
    WeightProduct.multiply(
      rows.map { UnsafePointer($0.start) } ?? x,
      rows: shape.batch * pixels,
      depth: depth,
      by: filter,
      outputs: shape.outChannels,
      into: y
    )
    epilogue.apply(to: y, rows: shape.batch * pixels, channels: shape.outChannels)
  }

  /// Writes what the filters see at the pixels of one line.
  private func unfold(
    _ x: UnsafePointer<Float>,
    _ line: Int,
    into rows: UnsafeMutablePointer<Float>,
    channelStride: Int,
    tapStride: Int
  ) {
    let (image, row) = line.quotientAndRemainder(dividingBy: shape.outHeight)
    let (size, channels) = (shape.kernelSize, shape.inChannels)
    for column in 0..<shape.outWidth {
      let place = rows + (line * shape.outWidth + column) * size * size * channels
      for tap in 0..<size * size {
        let y = row + tap / size - shape.padding, left = column + tap % size - shape.padding
        let target = place + tap * tapStride
        guard (0..<shape.height).contains(y), (0..<shape.width).contains(left) else {
          for c in 0..<channels { target[c &* channelStride] = 0 }
          continue
        }
        let source = x + ((image * shape.height + y) * shape.width + left) * channels
        if channelStride == 1 {
          target.update(from: source, count: channels)
        } else {
          for c in 0..<channels { target[c &* channelStride] = source[c] }
        }
      }
    }
  }
}

extension Convolution {
  /// ``forward(_:filter:epilogue:into:)`` for inference, where the filter may still be in its file.
  package func forward(
    _ x: UnsafePointer<Float>,
    filter: WeightRows,
    epilogue: Epilogue,
    into y: UnsafeMutablePointer<Float>
  ) {
    if let direct = DirectConvolution(self) {
      direct.forward(x, filter: filter, epilogue: epilogue, into: y)
      return
    }
    let taps = kernelSize * kernelSize
    switch filter {
    case .present(let storage):
      forward(x, filter: storage.start, epilogue: epilogue, into: y)
    case .mapped(let numbers) where takesTurnedFilter:
      let turned = numbers.turnedFilters(out: outChannels, in: inChannels, taps: taps)
      forward(x, turnedFilter: turned, epilogue: epilogue, into: y)
    case .mapped(let numbers):
      let widened = numbers.widened(rows: inChannels, columns: taps)
      forward(x, filter: widened.start, epilogue: epilogue, into: y)
    }
  }
}
