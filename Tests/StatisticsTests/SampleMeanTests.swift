import Statistics
import Testing

@Suite struct SampleMeanTests {
  /// Expected values: the usual table of Student's t, two-sided 95 %.
  ///
  /// The measurements are scaled to a standard error of 1, so that the half width is the quantile.
  @Test(arguments: [(2, 12.706), (3, 4.303), (5, 2.776), (6, 2.571), (16, 2.131), (31, 2.042)])
  func theHalfWidthIsStudentsQuantile(count: Int, quantile: Double) {
    let raw = (0..<count).map { Double($0) - Double(count - 1) / 2 }
    let squares = raw.reduce(0) { $0 + $1 * $1 }
    let error = (squares / Double(count - 1) / Double(count)).squareRoot()
    let summary = SampleMean(of: raw.map { 3 + $0 / error })
    #expect(abs(summary.mean - 3) < 1e-9)
    #expect(abs(summary.halfWidth - quantile) < 0.002)
    #expect(summary.count == count)
  }

  @Test func aSingleMeasurementHasNoSpread() {
    #expect(SampleMean(of: [4]).mean == 4)
    #expect(SampleMean(of: [4]).halfWidth == 0)
  }

  @Test func noMeasurementsAreAProgrammerError() async {
    await #expect(processExitsWith: .failure) { _ = SampleMean(of: []) }
  }
}
