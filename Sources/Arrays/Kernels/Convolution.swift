/// A two-dimensional convolution and its gradients, on images that lie channels last,
/// `[batch, height, width, channels]`, with filters `[output channel, row, column, input channel]`.
package struct Convolution: Hashable, Sendable {
  package let batch: Int
  package let height: Int
  package let width: Int
  package let inChannels: Int
  package let outChannels: Int
  package let kernelSize: Int
  package let stride: Int
  package let padding: Int

  package init(
    batch: Int,
    height: Int,
    width: Int,
    inChannels: Int,
    outChannels: Int,
    kernelSize: Int,
    stride: Int,
    padding: Int
  ) {
    self.batch = batch
    self.height = height
    self.width = width
    self.inChannels = inChannels
    self.outChannels = outChannels
    self.kernelSize = kernelSize
    self.stride = stride
    self.padding = padding
    precondition(
      kernelSize >= 1 && stride >= 1 && padding >= 0 && min(height, width) >= 1
        && min(height, width) + 2 * padding >= kernelSize,
      "a kernel of \(kernelSize) with stride \(stride) and padding \(padding) does not fit "
        + "images of \(height) by \(width)"
    )
  }

  package var outHeight: Int { (height + 2 * padding - kernelSize) / stride + 1 }
  package var outWidth: Int { (width + 2 * padding - kernelSize) / stride + 1 }
  package var inputCount: Int { batch * height * width * inChannels }
  package var outputCount: Int { batch * outHeight * outWidth * outChannels }
  package var filterCount: Int { outChannels * kernelSize * kernelSize * inChannels }

  /// How a convolution is computed.
  private enum Method {
    case three
    case threeBySevens
    case halving
    case unfolded
  }

  private var method: Method {
    guard min(inChannels, outChannels) >= vectorWidth else { return .unfolded }
    if kernelSize == 3 && stride == 1 && padding <= 2 {
      let sevens = SevenByThree.outputs
      return height.isMultiple(of: sevens) && width.isMultiple(of: sevens) ? .threeBySevens : .three
    }
    let isHalving = kernelSize == 4 && stride == 2 && padding == 1
    return isHalving && height.isMultiple(of: 2) && width.isMultiple(of: 2) ? .halving : .unfolded
  }

  private func winograd<Tile: WinogradTile>(
    _ tile: Tile.Type,
    _ scheme: WinogradScheme
  ) -> WinogradConvolution<Tile> {
    let input = WinogradExtent(height: height, width: width, channels: inChannels)
    let output = WinogradExtent(height: outHeight, width: outWidth, channels: outChannels)
    return scheme.isTransposed
      ? WinogradConvolution(scheme: scheme, batch: batch, input: output, output: input)
      : WinogradConvolution(scheme: scheme, batch: batch, input: input, output: output)
  }

  private var plainLayout: WinogradFilterLayout {
    WinogradFilterLayout(
      row: kernelSize * inChannels * outChannels,
      column: inChannels * outChannels,
      input: outChannels
    )
  }

  private var transposedLayout: WinogradFilterLayout {
    WinogradFilterLayout(
      row: kernelSize * inChannels,
      column: inChannels,
      input: kernelSize * kernelSize * inChannels
    )
  }

  /// Convolves `x` with `filter`, and applies an epilogue of the output's channels.
  package func forward(
    _ x: UnsafePointer<Float>,
    filter: UnsafePointer<Float>,
    epilogue: Epilogue,
    into y: UnsafeMutablePointer<Float>
  ) {
    guard takesTurnedFilter else {
      UnfoldedConvolution(self).forward(x, filter: filter, epilogue: epilogue, into: y)
      return
    }
    let turned = Storage(count: filterCount)
    transpose(filter, rows: outChannels, columns: filterCount / outChannels, into: turned.start)
    forward(x, turnedFilter: turned, epilogue: epilogue, into: y)
  }

  /// Whether ``forward(_:turnedFilter:epilogue:into:)`` is how the convolution is computed.
  var takesTurnedFilter: Bool { method != .unfolded }

  /// Convolves `x` with a filter `[row, column, input channel, output channel]`: with the channels of the
  /// output innermost, whole vectors of filters are transformed at once.
  func forward(
    _ x: UnsafePointer<Float>,
    turnedFilter: Storage,
    epilogue: Epilogue,
    into y: UnsafeMutablePointer<Float>
  ) {
    func apply<Tile: WinogradTile>(_ convolution: WinogradConvolution<Tile>) {
      convolution.forward(
        x,
        filter: turnedFilter.start,
        plainLayout,
        epilogue: epilogue,
        into: y
      )
    }
    switch method {
    case .three: apply(winograd(FourByThree.self, .three(padding: padding)))
    case .threeBySevens: apply(winograd(SevenByThree.self, .three(padding: padding)))
    case .halving: apply(winograd(SevenByTwo.self, .halving))
    case .unfolded: preconditionFailure("an unfolded convolution takes its filter as it lies")
    }
  }

  /// Writes the gradient with respect to the input, given that of the output.
  ///
  /// It is also the transposed convolution of `outputGradient`; the epilogue is of the input's channels.
  package func inputGradient(
    _ outputGradient: UnsafePointer<Float>,
    filter: UnsafePointer<Float>,
    epilogue: Epilogue,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    func apply<Tile: WinogradTile>(_ convolution: WinogradConvolution<Tile>) {
      convolution.forward(
        outputGradient,
        filter: filter,
        transposedLayout,
        epilogue: epilogue,
        into: gradient
      )
    }
    switch method {
    case .three: apply(winograd(FourByThree.self, .threeTransposed(padding: padding)))
    case .threeBySevens: apply(winograd(SevenByThree.self, .threeTransposed(padding: padding)))
    case .halving: apply(winograd(SevenByTwo.self, .doubling))
    case .unfolded:
      UnfoldedConvolution(self)
        .inputGradient(outputGradient, filter: filter, epilogue: epilogue, into: gradient)
    }
  }

  /// Writes the gradient with respect to the filter, given the input and the output's gradient.
  package func filterGradient(
    _ x: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    func apply<Tile: WinogradTile>(_ convolution: WinogradConvolution<Tile>) {
      convolution.filterGradient(
        x,
        outputGradient: outputGradient,
        into: gradient,
        kernelSize: kernelSize
      )
    }
    switch method {
    case .three: apply(winograd(FourByThree.self, .three(padding: padding)))
    case .threeBySevens: apply(winograd(SevenByThree.self, .three(padding: padding)))
    case .halving: apply(winograd(SevenByTwo.self, .halving))
    case .unfolded:
      UnfoldedConvolution(self).filterGradient(x, outputGradient: outputGradient, into: gradient)
    }
  }
}

/// Writes a matrix of `rows` by `columns` with rows for columns.
package func transpose(
  _ matrix: UnsafePointer<Float>,
  rows: Int,
  columns: Int,
  into result: UnsafeMutablePointer<Float>
) {
  // In squares that fit the first-level cache, each shared out to one thread.
  let side = 32
  let across = (columns + side - 1) / side
  unsafeParallelFor((rows + side - 1) / side * across) { square in
    let top = square / across * side, left = square % across * side
    for row in top..<min(rows, top + side) {
      for column in left..<min(columns, left + side) {
        result[column * rows + row] = matrix[row * columns + column]
      }
    }
  }
}
