#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A square, symmetric matrix of doubles, small enough to be taken apart whole.
public struct SymmetricMatrix: Equatable, Sendable {
  /// The number of rows.
  public let size: Int

  /// The elements row by row; `size · size` of them.
  public private(set) var values: [Double]

  /// Creates a matrix from its elements row by row.
  ///
  /// - Precondition: There are `size · size` of them; that they are symmetric is the caller's care.
  public init(_ values: [Double], size: Int) {
    precondition(
      size > 0 && values.count == size * size,
      "\(values.count) elements do not fill a matrix of \(size) rows"
    )
    self.size = size
    self.values = values
  }

  /// The sum of the elements on the diagonal.
  public var trace: Double { (0..<size).reduce(0) { $0 + values[$1 * size + $1] } }

  /// Returns the eigenvalues, and the eigenvectors as the columns of a matrix, row by row.
  ///
  /// Cyclic Jacobi rotations (Golub and Van Loan, 8.5): each makes one element zero, and sweeps go on
  /// until all elements off the diagonal together are below 1e-14 of the whole.
  public func eigen() -> (values: [Double], vectors: [Double]) {
    var matrix = values
    var vectors = [Double](repeating: 0, count: size * size)
    for index in 0..<size { vectors[index * size + index] = 1 }
    let whole = matrix.reduce(0) { $0 + $1 * $1 }
    matrix.withUnsafeMutableBufferPointer { matrix in
      vectors.withUnsafeMutableBufferPointer { vectors in
        while offDiagonal(UnsafeMutableBufferPointer(rebasing: matrix[...])) > 1e-28 * whole {
          for p in 0..<size - 1 {
            for q in p + 1..<size where matrix[p * size + q] != 0 {
              rotate(matrix, vectors, p, q)
            }
          }
        }
      }
    }
    return ((0..<size).map { matrix[$0 * size + $0] }, vectors)
  }

  private func offDiagonal(_ matrix: UnsafeMutableBufferPointer<Double>) -> Double {
    var sum = 0.0
    for row in 0..<size {
      for column in 0..<row {
        sum += 2 * matrix[row * size + column] * matrix[row * size + column]
      }
    }
    return sum
  }

  /// Turns the plane of two axes so that their element off the diagonal is zero.
  private func rotate(
    _ matrix: UnsafeMutableBufferPointer<Double>,
    _ vectors: UnsafeMutableBufferPointer<Double>,
    _ p: Int,
    _ q: Int
  ) {
    let element = matrix[p * size + q]
    let ratio = (matrix[q * size + q] - matrix[p * size + p]) / (2 * element)
    let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot(), sine = tangent * cosine
    for k in 0..<size {
      let (a, b) = (matrix[k * size + p], matrix[k * size + q])
      (matrix[k * size + p], matrix[k * size + q]) = (cosine * a - sine * b, sine * a + cosine * b)
    }
    for k in 0..<size {
      let (a, b) = (matrix[p * size + k], matrix[q * size + k])
      (matrix[p * size + k], matrix[q * size + k]) = (cosine * a - sine * b, sine * a + cosine * b)
      let (c, d) = (vectors[k * size + p], vectors[k * size + q])
      vectors[k * size + p] = cosine * c - sine * d
      vectors[k * size + q] = sine * c + cosine * d
    }
    (matrix[p * size + q], matrix[q * size + p]) = (0, 0)
  }

  /// Returns the positive semi-definite root, whose square is the matrix.
  ///
  /// Eigenvalues that rounding has pushed below zero count as zero.
  public func squareRoot() -> SymmetricMatrix {
    let (eigenvalues, vectors) = eigen()
    var root = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let sum = (0..<size).reduce(0) { sum, k in
          sum + vectors[row * size + k] * max(0, eigenvalues[k]).squareRoot()
            * vectors[column * size + k]
        }
        root[row * size + column] = sum
        root[column * size + row] = sum
      }
    }
    return SymmetricMatrix(root, size: size)
  }

  /// Returns `self · middle · self`, which is symmetric again.
  ///
  /// - Precondition: The matrices are of one size.
  public func sandwich(_ middle: SymmetricMatrix) -> SymmetricMatrix {
    precondition(size == middle.size, "matrices of \(size) and \(middle.size) rows do not multiply")
    let half = Self.product(values, middle.values, size)
    var whole = Self.product(half, values, size)
    // Rounding leaves the halves apart by a last digit.
    for row in 0..<size {
      for column in 0..<row {
        let mean = (whole[row * size + column] + whole[column * size + row]) / 2
        whole[row * size + column] = mean
        whole[column * size + row] = mean
      }
    }
    return SymmetricMatrix(whole, size: size)
  }

  private static func product(_ left: [Double], _ right: [Double], _ size: Int) -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for k in 0..<size {
        let factor = left[row * size + k]
        for column in 0..<size {
          result[row * size + column] += factor * right[k * size + column]
        }
      }
    }
    return result
  }
}
