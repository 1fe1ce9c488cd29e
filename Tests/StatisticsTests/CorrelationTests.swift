import Arrays
import Statistics
import Testing

@Suite struct CorrelationTests {
  private let ramp = NDArray([0, 1, 2, 3], shape: [1, 2, 2])

  /// Scale and offset do not matter, the sign does; a plain array goes with nothing.
  @Test func itIsThatOfStraightLines() {
    #expect(abs(correlation(of: ramp, and: 2 * ramp + 5) - 1) < 1e-12)
    #expect(abs(correlation(of: ramp, and: -1 * ramp) + 1) < 1e-12)
    #expect(correlation(of: ramp, and: NDArray(repeating: 7, shape: [1, 2, 2])) == 0)
  }

  /// 0, 1, 2, 3 lie 1.5, 0.5, 0.5 and 1.5 from their mean: 5 / 4.
  @Test func theVarianceIsThatOfAPopulation() { #expect(variance(of: ramp) == 1.25) }
}
