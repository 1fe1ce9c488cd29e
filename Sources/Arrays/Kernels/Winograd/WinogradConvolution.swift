/// A convolution by a ``WinogradTile``: transform, multiply matrices point by point, transform back.
///
/// Images lie channels last, `[batch, height, width, channels]`. Transformed tiles lie
/// `[point, tile, channel]`, so that each point is one matrix product over the channels.
struct WinogradConvolution<Tile: WinogradTile> {
  let scheme: WinogradScheme
  let batch: Int
  let input: WinogradExtent
  let output: WinogradExtent

  private let tilesDown: Int
  private let tilesAcross: Int
  private let axisPhases: Int
  private let lanes: Int
  private let depth: Int
  private let columns: Int

  private var tileCount: Int { batch * tilesDown * tilesAcross }
  private static var points: Int { Tile.points * Tile.points }

  /// The step between the matrices of two points, one line of the cache more than they need: steps of
  /// powers of two would share few places of the cache.
  private var filterStep: Int { depth * columns + 16 }

  init(scheme: WinogradScheme, batch: Int, input: WinogradExtent, output: WinogradExtent) {
    self.scheme = scheme
    self.batch = batch
    self.input = input
    self.output = output
    let step = Tile.outputs * scheme.outputStride
    tilesDown = output.height.roundedUp(to: step) / step
    tilesAcross = output.width.roundedUp(to: step) / step
    axisPhases = scheme.phases[0].count
    lanes = input.channels.roundedUp(to: vectorWidth)
    depth = axisPhases * axisPhases * lanes
    columns = output.channels.roundedUp(to: Microkernel.columns)
  }

  // MARK: Filters

  /// Transforms a filter, for each phase of the output and each point, into panels of columns.
  func transformedFilter(_ filter: UnsafePointer<Float>, _ layout: WinogradFilterLayout) -> Storage
  {
    let outputPhases = scheme.phases.count * scheme.phases.count
    let inputPhases = axisPhases * axisPhases
    let panels = columns / Microkernel.columns
    let count = outputPhases * Self.points * filterStep
    let result = Storage(count: count)
    if input.channels != lanes || output.channels != columns {
      result.start.update(repeating: 0, count: count)
    }
    unsafeParallelFor(outputPhases * inputPhases * panels) { index in
      let (phases, panel) = index.quotientAndRemainder(dividingBy: panels)
      let (out, inner) = phases.quotientAndRemainder(dividingBy: inputPhases)
      let (outY, outX) = out.quotientAndRemainder(dividingBy: scheme.phases.count)
      let (inY, inX) = inner.quotientAndRemainder(dividingBy: axisPhases)
      let down = scheme.phases[outY][inY], across = scheme.phases[outX][inX]
      let start = filter + (down.tap * layout.row + across.tap * layout.column)
      let place =
        result.start + out * Self.points * filterStep
        + (panel * depth + inner * lanes) * Microkernel.columns
      for channel in 0..<input.channels {
        for offset in stride(from: 0, to: Microkernel.columns, by: vectorWidth) {
          let k = panel * Microkernel.columns + offset
          guard k < output.channels else { continue }
          transformTaps(
            start + (channel * layout.input + k),
            row: scheme.tapStride * layout.row,
            column: scheme.tapStride * layout.column,
            valid: min(vectorWidth, output.channels - k),
            into: place + (channel * Microkernel.columns + offset)
          )
        }
      }
    }
    return result
  }

  /// Writes `G g Gᵀ` of the taps of eight filters.
  private func transformTaps(
    _ filter: UnsafePointer<Float>,
    row: Int,
    column: Int,
    valid: Int,
    into values: UnsafeMutablePointer<Float>
  ) {
    let taps = Tile.taps, points = Tile.points
    withScratch(2 * 64 * vectorWidth) { half in
      let patch = half + 64 * vectorWidth
      for a in 0..<taps {
        for b in 0..<taps {
          let place = patch + (a * taps + b) * vectorWidth
          let tap = filter + (a * row + b * column)
          if valid == vectorWidth {
            place[vector: 0] = tap[vector: 0]
          } else {
            for lane in 0..<vectorWidth { place[lane] = lane < valid ? tap[lane] : 0 }
          }
        }
      }
      for b in 0..<taps {
        Tile.filter(
          patch + b * vectorWidth,
          taps * vectorWidth,
          half + b * vectorWidth,
          taps * vectorWidth
        )
      }
      for i in 0..<points {
        Tile.filter(
          half + i * taps * vectorWidth,
          vectorWidth,
          values + i * points * filterStep,
          filterStep
        )
      }
    }
  }

  // MARK: Forward

  /// Convolves `x`; `filter` is from ``transformedFilter(_:_:)``, `bias` has an element for each
  /// channel of the output.
  func forward(
    _ x: UnsafePointer<Float>,
    filter: Storage,
    bias: UnsafePointer<Float>?,
    into y: UnsafeMutablePointer<Float>
  ) {
    let perTile = Self.points * (depth + columns)
    let own = WinogradMemory.ofACore / perTile / Microkernel.rows * Microkernel.rows
    if own >= WinogradMemory.leastTiles {
      // Each thread takes a few tiles all the way, in the cache of its own core.
      let chunk = min(own, 48)
      unsafeParallelFor((tileCount + chunk - 1) / chunk) { index in
        let tiles = index * chunk..<min(tileCount, (index + 1) * chunk)
        let block = Block(capacity: chunk, depth: depth, columns: columns)
        forEachOutputPhase { phase, down, across in
          for tile in tiles { transformInput(x, tile, down, across, into: block, from: tiles) }
          for point in 0..<Self.points { multiply(point, filter, phase, in: block, tiles.count) }
          for tile in tiles {
            transformOutput(tile, down, across, of: block, from: tiles, bias: bias, into: y)
          }
        }
      }
      return
    }
    // The filter is larger than such a block: all threads work on one block, so that each part of the
    // filter is read once for many tiles.
    let chunk = max(
      Microkernel.rows,
      min(tileCount.roundedUp(to: Microkernel.rows), WinogradMemory.shared / perTile)
        / Microkernel.rows * Microkernel.rows
    )
    let block = Block(capacity: chunk, depth: depth, columns: columns)
    for first in stride(from: 0, to: tileCount, by: chunk) {
      let tiles = first..<min(tileCount, first + chunk)
      forEachOutputPhase { phase, down, across in
        unsafeParallelFor(tiles.count) { index in
          transformInput(x, first + index, down, across, into: block, from: tiles)
        }
        unsafeParallelFor(Self.points) { point in
          multiply(point, filter, phase, in: block, tiles.count)
        }
        unsafeParallelFor(tiles.count) { index in
          transformOutput(first + index, down, across, of: block, from: tiles, bias: bias, into: y)
        }
      }
    }
  }

  /// Transformed tiles and their products.
  private struct Block {
    let values: Storage
    let products: Storage
    let valueStep: Int
    let productStep: Int

    init(capacity: Int, depth: Int, columns: Int) {
      valueStep = capacity * depth + 16
      productStep = capacity * columns + 16
      values = Storage(count: WinogradConvolution.points * valueStep)
      products = Storage(count: WinogradConvolution.points * productStep)
    }
  }

  private func forEachOutputPhase(
    _ body: (_ phase: Int, _ down: [WinogradScheme.Phase], _ across: [WinogradScheme.Phase]) -> Void
  ) {
    for (y, down) in scheme.phases.enumerated() {
      for (x, across) in scheme.phases.enumerated() {
        body(y * scheme.phases.count + x, down, across)
      }
    }
  }

  /// Multiplies the values of one point by the filter's.
  private func multiply(
    _ point: Int,
    _ filter: Storage,
    _ phase: Int,
    in block: Block,
    _ count: Int
  ) {
    let matrix = filter.start + (phase * Self.points + point) * filterStep
    let values = block.values.start + point * block.valueStep
    let products = block.products.start + point * block.productStep
    for panel in 0..<columns / Microkernel.columns {
      for row in stride(from: 0, to: count, by: Microkernel.rows) {
        Microkernel.multiply(
          Microkernel.Left(start: values + row * depth, rowStride: depth, stride: 1),
          matrix + panel * depth * Microkernel.columns,
          rightStride: Microkernel.columns,
          depth: depth,
          into: products + (row * columns + panel * Microkernel.columns),
          sumStride: columns,
          adding: false
        )
      }
    }
  }

  private func transformInput(
    _ x: UnsafePointer<Float>,
    _ tile: Int,
    _ down: [WinogradScheme.Phase],
    _ across: [WinogradScheme.Phase],
    into block: Block,
    from tiles: Range<Int>
  ) {
    for (inY, down) in down.enumerated() {
      for (inX, across) in across.enumerated() {
        transformInput(
          x,
          tile: tile,
          down: down.input,
          across: across.input,
          into: block.values.start + (tile - tiles.lowerBound) * depth
            + (inY * axisPhases + inX) * lanes,
          step: block.valueStep
        )
      }
    }
  }

  private func transformOutput(
    _ tile: Int,
    _ down: [WinogradScheme.Phase],
    _ across: [WinogradScheme.Phase],
    of block: Block,
    from tiles: Range<Int>,
    bias: UnsafePointer<Float>?,
    into y: UnsafeMutablePointer<Float>
  ) {
    transformOutput(
      block.products.start + (tile - tiles.lowerBound) * columns,
      step: block.productStep,
      tile: tile,
      down: down[0].output,
      across: across[0].output,
      bias: bias,
      into: y
    )
  }

  private func place(of tile: Int) -> (image: Int, row: Int, column: Int) {
    let (rest, column) = tile.quotientAndRemainder(dividingBy: tilesAcross)
    let (image, row) = rest.quotientAndRemainder(dividingBy: tilesDown)
    return (image, row, column)
  }

  /// Writes `Bᵀ d B` of the samples under a tile.
  private func transformInput(
    _ x: UnsafePointer<Float>,
    tile: Int,
    down: Int,
    across: Int,
    into values: UnsafeMutablePointer<Float>,
    step: Int
  ) {
    let (image, row, column) = place(of: tile)
    let stride = scheme.inputStride
    let patch = Patch(
      image: x + image * input.height * input.width * input.channels,
      height: input.height,
      width: input.width,
      channels: input.channels,
      top: row * Tile.outputs * stride + down,
      left: column * Tile.outputs * stride + across,
      stride: stride,
      side: Tile.points
    )
    patch.withVectors { start, rowStride, columnStride in
      transform(
        from: start,
        rowStride,
        columnStride,
        side: Tile.points,
        lanes: lanes,
        into: values,
        step: step
      ) { Tile.input($0, $1, $2, $3) }
    }
  }

  /// Applies an operation that makes `points` of `side` values along both axes.
  @inline(__always)
  private func transform(
    from start: UnsafePointer<Float>,
    _ rowStride: Int,
    _ columnStride: Int,
    side: Int,
    lanes: Int,
    into values: UnsafeMutablePointer<Float>,
    step: Int,
    _ operation: (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>, Int) -> Void
  ) {
    let points = Tile.points
    withScratch(64 * vectorWidth) { half in
      for lane in Swift.stride(from: 0, to: lanes, by: vectorWidth) {
        for j in 0..<side {
          operation(
            start + (j &* columnStride &+ lane),
            rowStride,
            half + (j &* vectorWidth),
            side &* vectorWidth
          )
        }
        for i in 0..<points {
          operation(
            half + (i &* side &* vectorWidth),
            vectorWidth,
            values + (i &* points &* step &+ lane),
            step
          )
        }
      }
    }
  }

  /// Writes `Aᵀ m A` and the bias to the outputs of a tile that exist.
  private func transformOutput(
    _ products: UnsafeMutablePointer<Float>,
    step: Int,
    tile: Int,
    down: Int,
    across: Int,
    bias: UnsafePointer<Float>?,
    into y: UnsafeMutablePointer<Float>
  ) {
    let (image, row, column) = place(of: tile)
    let stride = scheme.outputStride
    let top = row * Tile.outputs * stride + down, left = column * Tile.outputs * stride + across
    let rows = min(Tile.outputs, (output.height - top + stride - 1) / stride)
    let across = min(Tile.outputs, (output.width - left + stride - 1) / stride)
    guard rows > 0, across > 0 else { return }
    let rowStride = stride * output.width * output.channels
    let columnStride = stride * output.channels
    let corner =
      y + ((image * output.height + top) * output.width + left) * output.channels
    let points = Tile.points
    withScratch(2 * 64 * vectorWidth) { half in
      let whole = half + 64 * vectorWidth
      for k in Swift.stride(from: 0, to: output.channels, by: vectorWidth) {
        let isWhole = k + vectorWidth <= output.channels
        if let bias {
          // The point 1 counts once in every output.
          let one = products + (points + 1) * step + k
          if isWhole {
            one[vector: 0] += bias[vector: k]
          } else {
            for lane in 0..<(output.channels - k) { one[lane] += bias[k + lane] }
          }
        }
        for j in 0..<points {
          Tile.output(
            products + (j &* step &+ k),
            points &* step,
            half + (j &* vectorWidth),
            points &* vectorWidth
          )
        }
        for i in 0..<rows {
          let line = half + (i &* points &* vectorWidth)
          if isWhole && across == Tile.outputs {
            Tile.output(line, vectorWidth, corner + (i &* rowStride &+ k), columnStride)
          } else {
            Tile.output(line, vectorWidth, whole, vectorWidth)
            for j in 0..<across {
              let place = corner + i * rowStride + j * columnStride + k
              if isWhole {
                place[vector: 0] = whole[vector: j * vectorWidth]
              } else {
                for lane in 0..<(output.channels - k) {
                  place[lane] = whole[j * vectorWidth + lane]
                }
              }
            }
          }
        }
      }
    }
  }

  // MARK: Filter gradient

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
    let perTile = Self.points * (rowStride + valueStride)
    let chunk = min(tileCount, max(32, WinogradMemory.shared / perTile))
    let inputStep = chunk * valueStride + 16, gradientStep = chunk * rowStride + 16
    let values = Storage(count: Self.points * inputStep)
    let gradients = Storage(count: Self.points * gradientStep)
    let sums = Storage(count: Self.points * rows * width)
    let outputLanes = output.channels.roundedUp(to: vectorWidth)
    for first in stride(from: 0, to: tileCount, by: chunk) {
      let count = min(chunk, tileCount - first)
      unsafeParallelFor(count) { tile in
        for (inY, down) in scheme.phases[0].enumerated() {
          for (inX, across) in scheme.phases[0].enumerated() {
            transformInput(
              x,
              tile: first + tile,
              down: down.input,
              across: across.input,
              into: values.start + tile * valueStride + (inY * axisPhases + inX) * lanes,
              step: inputStep
            )
          }
        }
        let (image, row, column) = place(of: first + tile)
        let patch = Patch(
          image: outputGradient + image * output.height * output.width * output.channels,
          height: output.height,
          width: output.width,
          channels: output.channels,
          top: row * Tile.outputs,
          left: column * Tile.outputs,
          stride: 1,
          side: Tile.outputs
        )
        patch.withVectors { start, rowStep, columnStep in
          transform(
            from: start,
            rowStep,
            columnStep,
            side: Tile.outputs,
            lanes: outputLanes,
            into: gradients.start + tile * rowStride,
            step: gradientStep
          ) { Tile.outputGradient($0, $1, $2, $3) }
        }
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
      withScratch(2 * 64 * vectorWidth) { half in
        let whole = half + 64 * vectorWidth
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
