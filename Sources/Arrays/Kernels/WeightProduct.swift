/// The rows of a matrix of weights `[out, depth]`, in memory or still in their file.
package enum WeightRows: Sendable {
  case present(Storage)
  case mapped(MappedNumbers)

  /// Writes a part of a row.
  fileprivate func write(_ range: Range<Int>, into result: UnsafeMutablePointer<Float>) {
    switch self {
    case .present(let storage):
      result.update(from: storage.start + range.lowerBound, count: range.count)
    case .mapped(let numbers): numbers.widen(range, into: result)
    }
  }
}

/// The product of some rows with a large matrix of weights that is used once: `x Wᵀ`.
///
/// Packing or widening such a matrix as a whole costs as much as multiplying a hundred rows by it. Here a
/// small part is widened and packed at a time and used at once, while the core's cache has it. Blocks of
/// the result are shared out among threads; each sum is taken over parts of a fixed length, in order.
package enum WeightProduct {
  /// The columns and the rows of one task, and the depth of one part.
  private static let columns = 2 * Microkernel.columns
  private static let rowsOfTask = 128 * Microkernel.rows
  private static let part = 384

  /// Writes the product to rows that lie `outputs` apart.
  ///
  /// - Parameters:
  ///   - left: Rows of `depth` numbers, side by side.
  ///   - rows: How many rows there are.
  ///   - depth: The length of a row of weights.
  ///   - weights: `[outputs, depth]`.
  ///   - outputs: How many rows of weights there are.
  ///   - result: `[rows, outputs]`.
  package static func multiply(
    _ left: UnsafePointer<Float>,
    rows: Int,
    depth: Int,
    by weights: WeightRows,
    outputs: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    let rowTasks = (rows + rowsOfTask - 1) / rowsOfTask
    unsafeParallelFor((outputs + columns - 1) / columns * rowTasks) { task in
      let first = task / rowTasks * columns, top = task % rowTasks * rowsOfTask
      let count = min(columns, outputs - first)
      withScratch(2 * columns * part) { packed in
        for start in stride(from: 0, to: depth, by: part) {
          let length = min(part, depth - start)
          pack(weights, first, count, depth, start..<start + length, into: packed)
          for panel in stride(from: 0, to: count, by: Microkernel.columns) {
            multiply(
              MatrixView(left + (top * depth + start), rowStride: depth),
              rows: min(rowsOfTask, rows - top),
              length,
              packed + panel * part,
              columns: min(Microkernel.columns, count - panel),
              into: result + (top * outputs + first + panel),
              stride: outputs,
              adding: start > 0
            )
          }
        }
      }
    }
  }

  /// Writes a part of some rows of weights in panels of columns, as the ``Microkernel`` reads them.
  private static func pack(
    _ weights: WeightRows,
    _ first: Int,
    _ count: Int,
    _ depth: Int,
    _ range: Range<Int>,
    into packed: UnsafeMutablePointer<Float>
  ) {
    let width = Microkernel.columns
    let rows = packed + columns * part
    for panel in stride(from: 0, to: count, by: width) {
      for row in 0..<width {
        let line = rows + row * part
        guard panel + row < count else {
          line.update(repeating: 0, count: range.count)
          continue
        }
        let place = (first + panel + row) * depth
        weights.write(place + range.lowerBound..<place + range.upperBound, into: line)
      }
      let target = packed + panel * part
      for k in 0..<range.count {
        for row in 0..<width { target[k &* width &+ row] = rows[row &* part &+ k] }
      }
    }
  }

  /// Multiplies all rows by one panel.
  private static func multiply(
    _ left: MatrixView,
    rows: Int,
    _ depth: Int,
    _ panel: UnsafePointer<Float>,
    columns: Int,
    into result: UnsafeMutablePointer<Float>,
    stride: Int,
    adding: Bool
  ) {
    let height = Microkernel.rows, width = Microkernel.columns
    let whole = columns == width ? rows / height * height : 0
    for row in Swift.stride(from: 0, to: whole, by: height) {
      Microkernel.multiply(
        Microkernel.Left(
          start: left.start + row * left.rowStride,
          rowStride: left.rowStride,
          stride: 1
        ),
        panel,
        rightStride: width,
        depth: depth,
        into: result + row * stride,
        sumStride: stride,
        adding: adding
      )
    }
    guard whole < rows else { return }
    // The rest is computed beside its place. Rows past the end are the last one again.
    withScratch(height * (width + depth)) { corner in
      let copy = corner + height * width
      for row in Swift.stride(from: whole, to: rows, by: height) {
        for i in 0..<height {
          let line = left.start + min(row + i, rows - 1) * left.rowStride
          (copy + i * depth).update(from: line, count: depth)
        }
        Microkernel.multiply(
          Microkernel.Left(start: copy, rowStride: depth, stride: 1),
          panel,
          rightStride: width,
          depth: depth,
          into: corner,
          sumStride: width,
          adding: false
        )
        for i in 0..<min(height, rows - row) {
          for j in 0..<columns {
            let place = result + ((row + i) * stride + j)
            place.pointee = adding ? place.pointee + corner[i * width + j] : corner[i * width + j]
          }
        }
      }
    }
  }
}
