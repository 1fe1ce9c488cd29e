extension WinogradConvolution {
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
      transformPanel(panel, start, layout, into: place, step: filterStep)
    }
    return result
  }

  /// Transforms the filters of a panel of channels of the output, for one phase.
  ///
  /// Points follow each other at `step`. What lies beyond the last channel is left as it is.
  func transformPanel(
    _ panel: Int,
    _ filter: UnsafePointer<Float>,
    _ layout: WinogradFilterLayout,
    into values: UnsafeMutablePointer<Float>,
    step: Int
  ) {
    withScratch(2 * Self.points * vectorWidth) { scratch in
      for channel in 0..<input.channels {
        for offset in stride(from: 0, to: Microkernel.columns, by: vectorWidth) {
          let k = panel * Microkernel.columns + offset
          guard k < output.channels else { continue }
          transformTaps(
            filter + (channel * layout.input + k),
            row: scheme.tapStride * layout.row,
            column: scheme.tapStride * layout.column,
            valid: min(vectorWidth, output.channels - k),
            into: values + (channel * Microkernel.columns + offset),
            step: step,
            scratch
          )
        }
      }
    }
  }

  /// Writes `G g Gᵀ` of the taps of eight filters; `half` has room for two tiles of them.
  private func transformTaps(
    _ filter: UnsafePointer<Float>,
    row: Int,
    column: Int,
    valid: Int,
    into values: UnsafeMutablePointer<Float>,
    step: Int,
    _ half: UnsafeMutablePointer<Float>
  ) {
    let taps = Tile.taps, points = Tile.points
    let patch = half + Self.points * vectorWidth
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
        values + i * points * step,
        step
      )
    }
  }
}
