extension WinogradConvolution {
  /// Returns the gradient with respect to the filter of a scheme with one phase of the output, as
  /// `[output channel, tap row, tap column, input channel]`.
  func filterGradient(
    _ x: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>,
    into gradient: UnsafeMutablePointer<Float>,
    kernelSize: Int
  ) {
    precondition(scheme.phases.count == 1, "a filter's gradient is that of the transposed scheme")
    let rows = output.channels.roundedUp(to: Microkernel.rows)
    let width = depth.roundedUp(to: Microkernel.columns)
    // Tiles lie a line of the cache further apart than they need: the products walk from tile to tile,
    // and steps of powers of two would meet in few places of the cache.
    let rowStride = rows.roundedUp(to: vectorWidth) + 16, valueStride = width + 16
    let tiles = WinogradMemory.summedTiles(
      ofSize: Self.points * (rows + width),
      sums: Self.points * rows * width
    )
    let chunk = min(tileCount, tiles)
    let inputStep = chunk * valueStride + 16, gradientStep = chunk * rowStride + 16
    let values = Storage(count: Self.points * inputStep)
    let gradients = Storage(count: Self.points * gradientStep)
    let sums = Storage(count: Self.points * rows * width)
    for first in stride(from: 0, to: tileCount, by: chunk) {
      let count = min(chunk, tileCount - first)
      forEachGroup(of: first..<first + count) { tiles in
        for (inY, down) in scheme.phases[0].enumerated() {
          for (inX, across) in scheme.phases[0].enumerated() {
            transformInputs(
              x,
              tiles,
              down: down.input,
              across: across.input,
              into: values.start
                + ((tiles.lowerBound - first) * valueStride + (inY * axisPhases + inX) * lanes),
              tileStep: valueStride,
              step: inputStep
            )
          }
        }
        transformOutputGradients(
          outputGradient,
          tiles,
          into: gradients.start + (tiles.lowerBound - first) * rowStride,
          tileStep: rowStride,
          step: gradientStep
        )
      }
      unsafeParallelFor(Self.points) { point in
        for column in stride(from: 0, to: width, by: Microkernel.columns) {
          for row in stride(from: 0, to: rows, by: Microkernel.rows) {
            Microkernel.multiply(
              Microkernel.Left(
                start: gradients.start + point * gradientStep + row,
                rowStride: 1,
                stride: rowStride
              ),
              values.start + point * inputStep + column,
              rightStride: valueStride,
              depth: count,
              into: sums.start + (point * rows + row) * width + column,
              sumStride: width,
              adding: first > 0
            )
          }
        }
      }
    }
    transformFilterGradient(sums.start, rows: rows, width: width, into: gradient, kernelSize)
  }

  /// Applies `Gᵀ … G` to the sums of all points.
  private func transformFilterGradient(
    _ sums: UnsafePointer<Float>,
    rows: Int,
    width: Int,
    into gradient: UnsafeMutablePointer<Float>,
    _ kernelSize: Int
  ) {
    let points = Tile.points, taps = Tile.taps
    unsafeParallelFor(output.channels) { k in
      withScratch(2 * Self.points * vectorWidth) { half in
        let whole = half + Self.points * vectorWidth
        for inner in 0..<(axisPhases * axisPhases) {
          let (inY, inX) = inner.quotientAndRemainder(dividingBy: axisPhases)
          let down = scheme.phases[0][inY], across = scheme.phases[0][inX]
          for c in stride(from: 0, to: input.channels, by: vectorWidth) {
            let start = sums + (k * width + inner * lanes + c)
            for j in 0..<points {
              Tile.filterGradient(
                start + j * rows * width,
                points * rows * width,
                half + j * vectorWidth,
                points * vectorWidth
              )
            }
            for a in 0..<taps {
              Tile.filterGradient(
                half + a * points * vectorWidth,
                vectorWidth,
                whole + a * taps * vectorWidth,
                vectorWidth
              )
              for b in 0..<taps {
                let sum = whole[vector: (a * taps + b) * vectorWidth]
                let y = down.tap + a * scheme.tapStride, x = across.tap + b * scheme.tapStride
                let place =
                  gradient + ((k * kernelSize + y) * kernelSize + x) * input.channels + c
                if c + vectorWidth <= input.channels {
                  place[vector: 0] = sum
                } else {
                  for lane in 0..<(input.channels - c) { place[lane] = sum[lane] }
                }
              }
            }
          }
        }
      }
    }
  }
}
