@testable import Arrays
import Testing

@Suite struct RandomStreamTests {
  /// Expected values: the known answers that come with Random123 (philox4x32, 10 rounds).
  @Test func blocksAreThoseOfTheReference() {
    #expect(
      Philox.block(counter: (0, 0, 0, 0), key: (0, 0))
        == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
    )
    let ones = UInt32.max
    #expect(
      Philox.block(counter: (ones, ones, ones, ones), key: (ones, ones))
        == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
    )
  }

  @Test func aStreamIsFixedByItsSeedAndNames() {
    func words(_ seed: UInt64, _ names: [String]) -> [UInt32] {
      var stream = RandomStream(seed: seed, names: names)
      return (0..<16).map { _ in stream.nextWord() }
    }
    #expect(words(7, ["A1.1", "noise"]) == words(7, ["A1.1", "noise"]))
    #expect(words(7, ["A1.1", "noise"]) != words(8, ["A1.1", "noise"]))
    #expect(words(7, ["A1.1", "noise"]) != words(7, ["A1.1noise"]))
  }

  @Test func normalNumbersHaveMeanZeroAndVarianceOne() {
    var stream = RandomStream(seed: 1, "moments")
    let count = 100_000
    let values = (0..<count).map { _ in Double(stream.nextNormal()) }
    let mean = values.reduce(0, +) / Double(count)
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(count)
    // Five standard errors: 1/√n for the mean, √(2/n) for the variance.
    #expect(abs(mean) < 5 / Double(count).squareRoot())
    #expect(abs(variance - 1) < 5 * (2 / Double(count)).squareRoot())
  }

  @Test func uniformNumbersStayBelowOne() {
    var stream = RandomStream(seed: 2, "uniform")
    #expect((0..<10_000).allSatisfy { _ in (0..<1).contains(stream.nextUniform()) })
  }
}
