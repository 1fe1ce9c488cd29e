import Arrays
import Statistics
import TestSupport
import Testing

@Suite struct ClassMomentsTests {
  /// Three pictures, each of one brightness all over: 0, 0.25 and 1, the first two of one class.
  private let moments = ClassMoments(
    of: NDArray([0, 0, 0.25, 0.25, 1, 1], shape: [3, 1, 1, 2]),
    labels: [4, 4, 7]
  )

  @Test func meansAreThoseOfEachPixel() {
    expectClose(moments.mean, NDArray(repeating: 1.25 / 3, shape: [1, 1, 2]), absolute: 1e-7)
    #expect(moments.classMeans.shape == [10, 1, 1, 2])
    #expect(moments.classMeans[4] == NDArray(repeating: 0.125, shape: [1, 1, 2]))
    #expect(moments.classMeans[7] == NDArray(repeating: 1, shape: [1, 1, 2]))
    #expect(moments.classMeans[0] == NDArray(repeating: 0, shape: [1, 1, 2]))
  }

  /// Expected values: the squares around 5/12, and around 1/8 in the class of two, over three pictures.
  @Test func variancesAreTheErrorsOfTheMeans() {
    let mean = 1.25 / 3
    let squares = [0, 0.25, 1].reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(moments.variance - squares / 3) < 1e-12)
    #expect(abs(moments.classVariances[4] - 0.125 * 0.125) < 1e-12)
    #expect(moments.classVariances[7] == 0)
    #expect(abs(moments.withinClassVariance - 2 * 0.125 * 0.125 / 3) < 1e-12)
  }
}

@Suite struct PixelMomentsTests {
  /// By hand: pixels with the variances 4 and 1 and the covariance 2, around the means 1 and 0; a
  /// thousand and one times over, so that the sum has more than one part.
  @Test func momentsAreThoseOfThePopulation() {
    let pair: [Float] = [3, 1, -1, -1]
    let pictures = NDArray((0..<1001).flatMap { _ in pair }, shape: [2002, 1, 2])
    let moments = PixelMoments(of: pictures)
    #expect(moments.mean == [1, 0])
    for (found, value) in zip(moments.covariance.values, [4.0, 2, 2, 1]) {
      #expect(abs(found - value) < 1e-9)
    }
    #expect(abs(moments.variance - 2.5) < 1e-9)
  }
}

@Suite struct CholeskyFactorTests {
  private let matrix = SymmetricMatrix(
    [4, 2, -1, 0.5, 1, 2, 5, 0.5, 0, 0, -1, 0.5, 3, 1, 0, 0.5, 0, 1, 6, 1, 1, 0, 0, 1, 2],
    size: 5
  )

  @Test func itSolvesEquations() {
    let expected = [1.5, -2, 0.25, 3, -1]
    let right = (0..<5).map { row in
      (0..<5).reduce(0) { $0 + matrix.values[5 * row + $1] * expected[$1] }
    }
    let solution = CholeskyFactor(of: matrix).solve(right)
    for (found, value) in zip(solution, expected) { #expect(abs(found - value) < 1e-12) }
  }

  /// The trace of the inverse is the sum of the inverse eigenvalues.
  @Test func theTraceOfTheInverseIsThatOfTheEigenvalues() {
    let expected = matrix.eigen().values.reduce(0) { $0 + 1 / $1 }
    #expect(abs(CholeskyFactor(of: matrix).traceOfInverse - expected) < 1e-9)
  }

  @Test func aMatrixThatIsNotPositiveIsAProgrammerError() async {
    await #expect(processExitsWith: .failure) {
      _ = CholeskyFactor(of: SymmetricMatrix([1, 2, 2, 1], size: 2))
    }
  }
}
