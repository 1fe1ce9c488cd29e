/// A matrix in memory: element `(row, column)` at `row * rowStride + column * columnStride`.
package struct MatrixView {
  package let start: UnsafePointer<Float>
  package let rowStride: Int
  package let columnStride: Int

  package init(_ start: UnsafePointer<Float>, rowStride: Int, columnStride: Int = 1) {
    self.start = start
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  /// The matrix with rows for columns.
  package var transposed: MatrixView {
    MatrixView(start, rowStride: columnStride, columnStride: rowStride)
  }
}

/// The right factor of products, with its columns in panels as the ``Microkernel`` reads them.
package struct PackedMatrix {
  let panels: Storage
  let rows: Int
  let columns: Int

  package init(_ matrix: MatrixView, rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    let width = Microkernel.columns
    panels = Storage(count: columns.roundedUp(to: width) * rows)
    for first in stride(from: 0, to: columns, by: width) {
      let count = min(width, columns - first)
      var place = panels.start + first * rows
      for row in 0..<rows {
        let line = matrix.start + (row * matrix.rowStride + first * matrix.columnStride)
        if matrix.columnStride == 1 {
          place.update(from: line, count: count)
        } else {
          for column in 0..<count { place[column] = line[column * matrix.columnStride] }
        }
        if count < width { (place + count).update(repeating: 0, count: width - count) }
        place += width
      }
    }
  }
}

/// Products of matrices.
package enum MatrixProduct {
  /// Writes the product of `left`, of `rows` rows, and `right` to rows that lie `stride` apart.
  ///
  /// Rows are shared out among threads; each element is one sum from first to last.
  package static func multiply(
    _ left: MatrixView,
    rows: Int,
    by right: PackedMatrix,
    into result: UnsafeMutablePointer<Float>,
    stride: Int,
    adding: Bool = false
  ) {
    let strip = 8 * Microkernel.rows
    unsafeParallelFor((rows + strip - 1) / strip) { index in
      multiplyAlone(
        MatrixView(
          left.start + index * strip * left.rowStride,
          rowStride: left.rowStride,
          columnStride: left.columnStride
        ),
        rows: min(strip, rows - index * strip),
        by: right,
        into: result + index * strip * stride,
        stride: stride,
        adding: adding
      )
    }
  }

  /// ``multiply(_:rows:by:into:stride:adding:)`` on the thread that calls it.
  package static func multiplyAlone(
    _ left: MatrixView,
    rows: Int,
    by right: PackedMatrix,
    into result: UnsafeMutablePointer<Float>,
    stride: Int,
    adding: Bool = false
  ) {
    let height = Microkernel.rows, width = Microkernel.columns
    withScratch(height * width + height * right.rows) { corner in
      let copy = corner + height * width
      for row in Swift.stride(from: 0, to: rows, by: height) {
        let rowCount = min(height, rows - row)
        var strip = Microkernel.Left(
          start: left.start + row * left.rowStride,
          rowStride: left.rowStride,
          stride: left.columnStride
        )
        if rowCount < height {
          for i in 0..<height {
            for k in 0..<right.rows {
              copy[i * right.rows + k] =
                i < rowCount ? strip.start[i * strip.rowStride + k * strip.stride] : 0
            }
          }
          strip = Microkernel.Left(start: copy, rowStride: right.rows, stride: 1)
        }
        for column in Swift.stride(from: 0, to: right.columns, by: width) {
          let columnCount = min(width, right.columns - column)
          let isWhole = rowCount == height && columnCount == width
          let place = result + (row * stride + column)
          Microkernel.multiply(
            strip,
            right.panels.start + column * right.rows,
            rightStride: width,
            depth: right.rows,
            into: isWhole ? place : corner,
            sumStride: isWhole ? stride : width,
            adding: adding && isWhole
          )
          guard !isWhole else { continue }
          for i in 0..<rowCount {
            for j in 0..<columnCount {
              let sum = corner[i * width + j]
              place[i * stride + j] = adding ? place[i * stride + j] + sum : sum
            }
          }
        }
      }
    }
  }

  /// Writes the sum over `depth` of outer products: `left` is `[depth, rows]`, `right`
  /// `[depth, columns]`, the result `[rows, columns]`.
  ///
  /// The long sum is cut into the same parts whatever the number of threads, and the parts are added
  /// in order.
  package static func multiplyTransposed(
    _ left: MatrixView,
    rows: Int,
    by right: MatrixView,
    columns: Int,
    depth: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    let part = 512, limit = 16
    let parts = max(1, min(limit, depth / part))
    let size = rows * columns
    let partials = Storage(count: parts * size)
    unsafeParallelFor(parts) { index in
      let sum = partials.start + index * size
      let range = depth * index / parts..<depth * (index + 1) / parts
      sum.update(repeating: 0, count: size)
      for first in stride(from: range.lowerBound, to: range.upperBound, by: part) {
        let count = min(part, range.upperBound - first)
        let packed = PackedMatrix(
          MatrixView(
            right.start + first * right.rowStride,
            rowStride: right.rowStride,
            columnStride: right.columnStride
          ),
          rows: count,
          columns: columns
        )
        let block = MatrixView(
          left.start + first * left.rowStride,
          rowStride: left.rowStride,
          columnStride: left.columnStride
        )
        multiplyAlone(
          block.transposed,
          rows: rows,
          by: packed,
          into: sum,
          stride: columns,
          adding: true
        )
      }
    }
    result.update(from: partials.start, count: size)
    for index in 1..<max(1, parts) {
      for place in 0..<size { result[place] += partials.start[index * size + place] }
    }
  }
}
