import Arrays
import Statistics
import Testing

@Suite struct SymmetricMatrixTests {
  /// A symmetric positive definite matrix: rᵀr of random rows, and a little on the diagonal.
  private func matrix(_ size: Int, seed: UInt64) -> SymmetricMatrix {
    var stream = RandomStream(seed: seed, "matrix")
    let rows = NDArray.randomNormal(shape: [size, size], using: &stream)
    var values = innerProducts(rows, rows).values.map { Double($0) }
    for row in 0..<size {
      for column in 0..<row { values[column * size + row] = values[row * size + column] }
      values[row * size + row] += 0.1
    }
    return SymmetricMatrix(values, size: size)
  }

  /// By hand: eigenvalues 1 and 3 with the eigenvectors along the diagonals.
  @Test func twoByTwoIsTakenApartByHand() {
    let (values, vectors) = SymmetricMatrix([2, 1, 1, 2], size: 2).eigen()
    #expect(values.sorted().map { ($0 * 1e12).rounded() / 1e12 } == [1, 3])
    #expect(vectors.allSatisfy { abs(abs($0) - 0.5.squareRoot()) < 1e-12 })
  }

  @Test(arguments: [1, 2, 5, 24])
  func eigenvectorsAreStretchedByTheirEigenvalues(size: Int) {
    let matrix = matrix(size, seed: 3)
    let (values, vectors) = matrix.eigen()
    for k in 0..<size {
      for row in 0..<size {
        let product = (0..<size).reduce(0) {
          $0 + matrix.values[row * size + $1] * vectors[$1 * size + k]
        }
        #expect(abs(product - values[k] * vectors[row * size + k]) < 1e-10)
      }
    }
    #expect(abs(values.reduce(0, +) - matrix.trace) < 1e-9)
  }

  @Test(arguments: [1, 4, 24]) func theRootSquaredIsTheMatrix(size: Int) {
    let matrix = matrix(size, seed: 5)
    let root = matrix.squareRoot()
    let identity = SymmetricMatrix(
      (0..<size * size).map { $0 % (size + 1) == 0 ? 1 : 0 },
      size: size
    )
    for (square, value) in zip(root.sandwich(identity).values, matrix.values) {
      #expect(abs(square - value) < 1e-9)
    }
  }

  @Test func aMatrixOfZerosIsItsOwnRoot() {
    let zeros = SymmetricMatrix([0, 0, 0, 0], size: 2)
    #expect(zeros.squareRoot() == zeros)
  }
}
