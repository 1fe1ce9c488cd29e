import Arrays
import TestSupport
import Testing

/// Sums of at most a few thousand products, hence a few units of 6e-8 times the root of their number.
private let tolerance: Float = 2e-6

@Suite struct MatrixProductTests {
  /// Rows, depth and columns around the microkernel's 6 by 16 and the strips of 48 rows.
  static let sizes = [
    (1, 1, 1), (5, 3, 7), (6, 16, 16), (7, 17, 33), (12, 1, 32), (48, 64, 48), (49, 100, 31),
    (97, 300, 5), (130, 2, 130), (200, 130, 65), (1, 700, 17), (53, 9, 1),
  ]

  @Test(arguments: sizes)
  func aProductIsItsDefinition(rows: Int, depth: Int, columns: Int) {
    let left = normal(rows * depth, "left"), right = normal(depth * columns, "right")
    let (a, b) = (storage(left), storage(right))
    let product = written(rows * columns) {
      MatrixProduct.multiply(
        MatrixView(a.start, rowStride: depth),
        rows: rows,
        by: PackedMatrix(MatrixView(b.start, rowStride: columns), rows: depth, columns: columns),
        into: $0,
        stride: columns
      )
    }
    let expected = Reference.matrixProduct(left, right, rows: rows, depth: depth, columns: columns)
    expectClose(product, array(expected), ofLargest: tolerance)
  }

  /// Both factors lie with rows for columns, and the product is added to what is there.
  @Test(arguments: sizes)
  func transposedFactorsAddToWhatIsThere(rows: Int, depth: Int, columns: Int) {
    let left = normal(rows * depth, "left"), right = normal(depth * columns, "right")
    let before = normal(rows * columns, "before")
    let (a, b) = (Storage(count: left.count), Storage(count: right.count))
    transpose(left, rows: rows, columns: depth, into: a.start)
    transpose(right, rows: depth, columns: columns, into: b.start)
    let sum = written(rows * columns) {
      $0.update(from: before, count: before.count)
      MatrixProduct.multiply(
        MatrixView(a.start, rowStride: rows).transposed,
        rows: rows,
        by: PackedMatrix(
          MatrixView(b.start, rowStride: depth).transposed,
          rows: depth,
          columns: columns
        ),
        into: $0,
        stride: columns,
        adding: true
      )
    }
    let product = Reference.matrixProduct(left, right, rows: rows, depth: depth, columns: columns)
    expectClose(sum, array(before) + array(product), ofLargest: tolerance)
  }

  /// Rows of the factors and of the result that lie further apart than they are long.
  @Test(arguments: sizes)
  func partsOfLargerMatricesAreLeftAlone(rows: Int, depth: Int, columns: Int) {
    let gap = 3
    let left = normal(rows * (depth + gap), "left")
    let right = normal(depth * (columns + gap), "right")
    let (a, b) = (storage(left), storage(right))
    let result = written(rows * (columns + gap)) {
      $0.update(repeating: 7, count: rows * (columns + gap))
      MatrixProduct.multiply(
        MatrixView(a.start, rowStride: depth + gap),
        rows: rows,
        by: PackedMatrix(
          MatrixView(b.start, rowStride: columns + gap),
          rows: depth,
          columns: columns
        ),
        into: $0,
        stride: columns + gap
      )
    }
    let product = Reference.matrixProduct(
      part(of: left, rows: rows, columns: depth, gap: gap),
      part(of: right, rows: depth, columns: columns, gap: gap),
      rows: rows,
      depth: depth,
      columns: columns
    )
    var expected: [Float] = []
    for row in 0..<rows {
      expected += product[row * columns..<(row + 1) * columns]
      expected += [Float](repeating: 7, count: gap)
    }
    expectClose(result, array(expected), ofLargest: tolerance)
  }

  /// Depths around the parts of 512 that the sum is cut into.
  @Test(arguments: [
    (1, 1, 1), (3, 5, 7), (17, 6, 31), (8, 511, 24), (24, 512, 9), (7, 513, 16), (5, 1025, 33),
    (13, 2047, 18), (2, 9000, 3),
  ])
  func aSumOfOuterProductsIsItsDefinition(rows: Int, depth: Int, columns: Int) {
    let left = normal(depth * rows, "left"), right = normal(depth * columns, "right")
    let (a, b) = (storage(left), storage(right))
    let product = written(rows * columns) {
      MatrixProduct.multiplyTransposed(
        MatrixView(a.start, rowStride: rows),
        rows: rows,
        by: MatrixView(b.start, rowStride: columns),
        columns: columns,
        depth: depth,
        into: $0
      )
    }
    let turned = written(rows * depth) { transpose(left, rows: depth, columns: rows, into: $0) }
    let expected = Reference.matrixProduct(
      turned.values,
      right,
      rows: rows,
      depth: depth,
      columns: columns
    )
    expectClose(product, array(expected), ofLargest: tolerance)
  }

  @Test(arguments: [(1, 1), (1, 40), (31, 33), (32, 32), (5, 100), (65, 2)])
  func aTransposeHasRowsForColumns(rows: Int, columns: Int) {
    let matrix = normal(rows * columns, "matrix")
    let turned = written(matrix.count) {
      transpose(matrix, rows: rows, columns: columns, into: $0)
    }
    let expected = matrix.indices.map { matrix[$0 % rows * columns + $0 / rows] }
    expectClose(turned, array(expected))
  }

  @Test func aBiasIsAddedToEachRow() {
    let matrix = normal(3 * 17, "matrix"), row = normal(17, "row")
    let sums = written(matrix.count) {
      $0.update(from: matrix, count: matrix.count)
      Epilogue(channels: 17, bias: row).apply(to: $0, rows: 3, channels: 17)
    }
    expectClose(sums, array(matrix.indices.map { matrix[$0] + row[$0 % 17] }))
  }

  private func part(of matrix: [Float], rows: Int, columns: Int, gap: Int) -> [Float] {
    (0..<rows).flatMap { row in
      let first = row * (columns + gap)
      return matrix[first..<first + columns]
    }
  }
}
