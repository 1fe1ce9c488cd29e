/// The lower triangle L of a symmetric positive definite matrix A = L·Lᵀ, by which equations with A
/// are solved.
public struct CholeskyFactor: Sendable {
  private let size: Int

  /// L, row by row.
  private let rows: [[Double]]

  /// Factors a matrix.
  ///
  /// - Precondition: The matrix is positive definite.
  public init(of matrix: SymmetricMatrix) {
    size = matrix.size
    var rows: [[Double]] = []
    rows.reserveCapacity(size)
    for i in 0..<size {
      var row = Array(matrix.values[i * size...i * size + i])
      for j in 0..<i { row[j] = (row[j] - product(row, rows[j], 0..<j)) / rows[j][j] }
      let square = row[i] - product(row, row, 0..<i)
      precondition(square > 0, "pivot \(i) of the matrix is \(square)")
      row[i] = square.squareRoot()
      rows.append(row)
    }
    self.rows = rows
  }

  /// Returns the x of A·x = b.
  ///
  /// - Precondition: `b` has a number for each row.
  public func solve(_ b: [Double]) -> [Double] {
    precondition(b.count == size, "\(b.count) numbers do not fit \(size) equations")
    var x = b
    for i in 0..<size { x[i] = (x[i] - product(rows[i], x, 0..<i)) / rows[i][i] }
    for i in (0..<size).reversed() {
      x[i] /= rows[i][i]
      let value = x[i]
      for j in 0..<i { x[j] -= rows[i][j] * value }
    }
    return x
  }

  /// The trace of A⁻¹: the sum of the squares of L⁻¹, a column of which solves L·y = e.
  public var traceOfInverse: Double {
    var sum = 0.0
    var y = [Double](repeating: 0, count: size)
    for column in 0..<size {
      for i in column..<size {
        let right = i == column ? 1.0 : -product(rows[i], y, column..<i)
        y[i] = right / rows[i][i]
        sum += y[i] * y[i]
      }
    }
    return sum
  }
}

/// Returns the inner product of some places of two lists: four sums, which do not wait for each other,
/// and then their sum.
private func product(_ left: [Double], _ right: [Double], _ places: Range<Int>) -> Double {
  left.withUnsafeBufferPointer { left in
    right.withUnsafeBufferPointer { right in
      var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
      let whole = places.lowerBound + places.count / 4 * 4
      for index in stride(from: places.lowerBound, to: whole, by: 4) {
        first += left[index] * right[index]
        second += left[index + 1] * right[index + 1]
        third += left[index + 2] * right[index + 2]
        fourth += left[index + 3] * right[index + 3]
      }
      var sum = (first + second) + (third + fourth)
      for index in whole..<places.upperBound { sum += left[index] * right[index] }
      return sum
    }
  }
}
