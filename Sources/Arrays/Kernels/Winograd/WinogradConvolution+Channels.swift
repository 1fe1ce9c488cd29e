extension WinogradConvolution {
  /// Whether the transformed filter is so large, beside the tiles, that it is better never written: each
  /// part of it is used for all tiles while the cache of a core holds it.
  var goesByChannels: Bool {
    scheme.phases.count == 1 && Self.points * filterStep >= WinogradMemory.shared
      && Self.points * depth * tileCount <= 2 * WinogradMemory.shared
  }

  /// Convolves `x`: all tiles are transformed first; then each thread transforms the filters of a few
  /// channels of the output, and computes these channels.
  ///
  /// - Precondition: The output has one phase.
  func forwardByChannels(
    _ x: UnsafePointer<Float>,
    filter: UnsafePointer<Float>,
    _ layout: WinogradFilterLayout,
    epilogue: Epilogue,
    into y: UnsafeMutablePointer<Float>
  ) {
    let phase = OutputPhase(number: 0, down: scheme.phases[0], across: scheme.phases[0])
    let rows = tileCount.roundedUp(to: Microkernel.rows)
    let values = Block(rows: rows, rowStride: depth, points: Self.points)
    forEachGroup(of: 0..<tileCount) { tiles in
      transformInputs(x, tiles, phase, into: values, from: 0..<tileCount)
    }
    let width = 2 * Microkernel.columns
    unsafeParallelFor((columns + width - 1) / width) { index in
      let channels = index * width..<min(output.channels, (index + 1) * width)
      let panels = (channels.count + Microkernel.columns - 1) / Microkernel.columns
      let matrices = transformedPanels(
        channels.lowerBound / Microkernel.columns,
        panels,
        filter,
        layout
      )
      let products = Block(rows: rows, rowStride: width, points: Self.points)
      for point in 0..<Self.points {
        for panel in 0..<panels {
          for row in stride(from: 0, to: rows, by: Microkernel.rows) {
            Microkernel.multiply(
              Microkernel.Left(
                start: values.start + (point * values.step + row * depth),
                rowStride: depth,
                stride: 1
              ),
              matrices.start + (point * panelStep(panels) + panel * depth * Microkernel.columns),
              rightStride: Microkernel.columns,
              depth: depth,
              into: products.start
                + (point * products.step + row * width + panel * Microkernel.columns),
              sumStride: width,
              adding: false
            )
          }
        }
      }
      let tiles = 0..<tileCount
      transformOutputs(tiles, phase, of: products, from: tiles, channels, epilogue, into: y)
    }
  }

  /// The step between the matrices of two points of some panels; see ``filterStep``.
  private func panelStep(_ panels: Int) -> Int { panels * depth * Microkernel.columns + 16 }

  /// Transforms the filters of some panels of channels of the output.
  private func transformedPanels(
    _ first: Int,
    _ count: Int,
    _ filter: UnsafePointer<Float>,
    _ layout: WinogradFilterLayout
  ) -> Storage {
    let step = panelStep(count)
    let result = Storage(count: Self.points * step)
    if input.channels != lanes || (first + count) * Microkernel.columns > output.channels {
      result.start.update(repeating: 0, count: result.count)
    }
    for (inY, down) in scheme.phases[0].enumerated() {
      for (inX, across) in scheme.phases[0].enumerated() {
        for panel in 0..<count {
          transformPanel(
            first + panel,
            filter + (down.tap * layout.row + across.tap * layout.column),
            layout,
            into: result.start
              + (panel * depth + (inY * axisPhases + inX) * lanes) * Microkernel.columns,
            step: step
          )
        }
      }
    }
    return result
  }
}
