import Arrays
import Datasets
@testable import PureNoiseChapter
import TestSupport
import Testing

@Suite struct PureNoiseTests {
  /// Three digits, each of one brightness all over: 0, 0.25 and 1, the first two of one class.
  private let digits = Digits(
    images: NDArray(
      [Float](repeating: 0, count: 784) + [Float](repeating: 0.25, count: 784)
        + [Float](repeating: 1, count: 784),
      shape: [3, 1, 28, 28]
    ),
    labels: [4, 4, 7],
    source: .synthetic
  )

  @Test func meanAndMedianAreThoseOfEachPixel() {
    let statistics = DigitStatistics(of: digits)
    let picture = [1, 28, 28]
    expectClose(statistics.mean, NDArray(repeating: 1.25 / 3, shape: picture), absolute: 1e-7)
    #expect(statistics.median == NDArray(repeating: 0.25, shape: picture))
    #expect(statistics.classMeans[4] == NDArray(repeating: 0.125, shape: picture))
    #expect(statistics.classMeans[7] == NDArray(repeating: 1, shape: picture))
    #expect(statistics.classMeans[0] == NDArray(repeating: 0, shape: picture))
  }

  /// Expected values: the squares around 5/12, and around 1/8 in the class of two, over three digits.
  @Test func variancesAreTheErrorsOfTheMeans() {
    let statistics = DigitStatistics(of: digits)
    let mean = 1.25 / 3
    let squares = [0, 0.25, 1].reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(statistics.pixelVariance - squares / 3) < 1e-12)
    #expect(abs(statistics.withinClassVariance - 2 * 0.125 * 0.125 / 3) < 1e-12)
  }
}
