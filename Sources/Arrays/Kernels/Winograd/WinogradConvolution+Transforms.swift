extension WinogradConvolution {
  /// Writes `Bᵀ d B` of the samples under some tiles.
  func transformInputs(
    _ x: UnsafePointer<Float>,
    _ tiles: Range<Int>,
    _ phase: OutputPhase,
    into block: Block,
    from first: Range<Int>
  ) {
    for (inY, down) in phase.down.enumerated() {
      for (inX, across) in phase.across.enumerated() {
        transformInputs(
          x,
          tiles,
          down: down.input,
          across: across.input,
          into: block.start
            + ((tiles.lowerBound - first.lowerBound) * block.rowStride
              + (inY * axisPhases + inX) * lanes),
          tileStep: block.rowStride,
          step: block.step
        )
      }
    }
  }

  /// Writes `Bᵀ d B` of one phase of the samples; tiles follow each other at `tileStep`, points at
  /// `step`.
  func transformInputs(
    _ x: UnsafePointer<Float>,
    _ tiles: Range<Int>,
    down: Int,
    across: Int,
    into values: UnsafeMutablePointer<Float>,
    tileStep: Int,
    step: Int
  ) {
    let side = Tile.points
    withScratch(side * side * vectorWidth + Patch.copySize(side: side)) { half in
      for tile in tiles {
        let (image, row, column) = place(of: tile)
        let patch = Patch(
          image: x + image * input.height * input.width * input.channels,
          height: input.height,
          width: input.width,
          channels: input.channels,
          top: row * Tile.outputs * scheme.inputStride + down,
          left: column * Tile.outputs * scheme.inputStride + across,
          stride: scheme.inputStride,
          side: side
        )
        let place = values + (tile - tiles.lowerBound) * tileStep
        patch.forEachVector(copy: half + side * side * vectorWidth) { lane, start, down, across in
          for j in 0..<side {
            Tile.input(
              start + j &* across,
              down,
              half + (j &* vectorWidth),
              side &* vectorWidth
            )
          }
          for i in 0..<side {
            Tile.input(
              half + (i &* side &* vectorWidth),
              vectorWidth,
              place + (i &* side &* step &+ lane),
              step
            )
          }
        }
      }
    }
  }

  /// Writes `A y Aᵀ` of the outputs' gradients under some tiles.
  func transformOutputGradients(
    _ gradient: UnsafePointer<Float>,
    _ tiles: Range<Int>,
    into values: UnsafeMutablePointer<Float>,
    tileStep: Int,
    step: Int
  ) {
    let side = Tile.outputs, points = Tile.points
    withScratch(points * points * vectorWidth + Patch.copySize(side: side)) { half in
      for tile in tiles {
        let (image, row, column) = place(of: tile)
        let patch = Patch(
          image: gradient + image * output.height * output.width * output.channels,
          height: output.height,
          width: output.width,
          channels: output.channels,
          top: row * side,
          left: column * side,
          stride: 1,
          side: side
        )
        let place = values + (tile - tiles.lowerBound) * tileStep
        patch.forEachVector(copy: half + points * points * vectorWidth) {
          lane,
          start,
          down,
          across in
          for j in 0..<side {
            Tile.outputGradient(
              start + j &* across,
              down,
              half + (j &* vectorWidth),
              side &* vectorWidth
            )
          }
          for i in 0..<points {
            Tile.outputGradient(
              half + (i &* side &* vectorWidth),
              vectorWidth,
              place + (i &* points &* step &+ lane),
              step
            )
          }
        }
      }
    }
  }

  /// Writes `Aᵀ m A` to some channels of the outputs of some tiles, with what comes last.
  func transformOutputs(
    _ tiles: Range<Int>,
    _ phase: OutputPhase,
    of products: Block,
    from first: Range<Int>,
    _ channels: Range<Int>,
    _ epilogue: Epilogue,
    into y: UnsafeMutablePointer<Float>
  ) {
    @inline(__always)
    func apply<Function: ActivationFunction>(_ function: Function.Type) {
      transformOutputs(function, tiles, phase, products, first, channels, epilogue, y)
    }
    switch epilogue.activation {
    case .identity: apply(IdentityFunction.self)
    case .gelu: apply(GELUFunction.self)
    case .geluTanh: apply(GELUTanhFunction.self)
    case .silu: apply(SiLUFunction.self)
    }
  }

  private func transformOutputs<Function: ActivationFunction>(
    _ function: Function.Type,
    _ tiles: Range<Int>,
    _ phase: OutputPhase,
    _ products: Block,
    _ first: Range<Int>,
    _ channels: Range<Int>,
    _ epilogue: Epilogue,
    _ y: UnsafeMutablePointer<Float>
  ) {
    let points = Tile.points, step = products.step, outStride = scheme.outputStride
    let down = outStride * output.width * output.channels
    let right = outStride * output.channels
    withScratch((points * points + Tile.outputs) * vectorWidth) { half in
      let sums = half + points * points * vectorWidth
      for tile in tiles {
        let (image, row, column) = place(of: tile)
        let top = row * Tile.outputs * outStride + phase.down[0].output
        let left = column * Tile.outputs * outStride + phase.across[0].output
        // A tile may reach beyond the edge.
        let rows = max(0, min(Tile.outputs, (output.height - top + outStride - 1) / outStride))
        let across = max(0, min(Tile.outputs, (output.width - left + outStride - 1) / outStride))
        let corner = y + ((image * output.height + top) * output.width + left) * output.channels
        let start = products.start + (tile - first.lowerBound) * products.rowStride
        for k in stride(from: channels.lowerBound, to: channels.upperBound, by: vectorWidth) {
          let offset = k &- channels.lowerBound
          let valid = min(vectorWidth, output.channels - k)
          let scale = epilogue.scale.start[vector: k]
          let shift = epilogue.shift.start[vector: k]
          for j in 0..<points {
            Tile.output(start + (j &* step &+ offset), points &* step) { i, sum in
              half[vector: (i &* points &+ j) &* vectorWidth] = sum
            }
          }
          for i in 0..<rows {
            let line = corner + (i &* down &+ k)
            let products = half + (i &* points &* vectorWidth)
            if Function.self == IdentityFunction.self {
              Tile.output(products, vectorWidth) { j, sum in
                guard j < across else { return }
                store(shift.addingProduct(sum, scale), line + j &* right, valid)
              }
            } else {
              // An activation needs all registers for itself.
              Tile.output(products, vectorWidth) { j, sum in
                sums[vector: j &* vectorWidth] = shift.addingProduct(sum, scale)
              }
              for j in 0..<across {
                store(Function.value(sums[vector: j &* vectorWidth]), line + j &* right, valid)
              }
            }
          }
        }
      }
    }
  }
}
