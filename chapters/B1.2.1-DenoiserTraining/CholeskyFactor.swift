/// The lower triangle L of a symmetric positive definite matrix A = L·Lᵀ, by which equations with A
/// are solved.
struct CholeskyFactor: Sendable {
  private let size: Int

  /// L, row by row.
  private let rows: [[Double]]

  /// Factors a matrix, `size` by `size`.
  ///
  /// - Precondition: The matrix is positive definite.
  init(of matrix: [Double], size: Int) {
    self.size = size
    var rows: [[Double]] = []
    rows.reserveCapacity(size)
    for i in 0..<size {
      var row = Array(matrix[i * size...i * size + i])
      for j in 0..<i { row[j] = (row[j] - Self.product(row, rows[j], j)) / rows[j][j] }
      let square = row[i] - Self.product(row, row, i)
      precondition(square > 0, "pivot \(i) of the matrix is \(square)")
      row[i] = square.squareRoot()
      rows.append(row)
    }
    self.rows = rows
  }

  /// Returns the x of A·x = b.
  func solve(_ b: [Double]) -> [Double] {
    var x = b
    for i in 0..<size { x[i] = (x[i] - Self.product(rows[i], x, i)) / rows[i][i] }
    for i in (0..<size).reversed() {
      x[i] /= rows[i][i]
      let value = x[i]
      for j in 0..<i { x[j] -= rows[i][j] * value }
    }
    return x
  }

  /// Returns the inner product of the first `count` numbers.
  private static func product(_ left: [Double], _ right: [Double], _ count: Int) -> Double {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        var sum = 0.0
        for index in 0..<count { sum += left[index] * right[index] }
        return sum
      }
    }
  }
}
