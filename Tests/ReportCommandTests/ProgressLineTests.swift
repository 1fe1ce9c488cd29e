import Testing

@testable import ReportCommand

@Suite struct ProgressLineTests {
  /// By hand: a quarter is done after 30 s, so 90 s are left.
  @Test func theTimeLeftIsThatOfTheStepsThatAreLeft() {
    let line = ProgressLine.line("sampling", 25, of: 100, seconds: 30)
    #expect(line == "sampling ██████░░░░░░░░░░░░░░░░░░ 25 of 100, 1 min 30 s left")
    // What had been there at the start took no time: a hundred in 30 s, and a hundred are left.
    #expect(
      ProgressLine.line("a", 200, of: 300, since: 100, seconds: 30).hasSuffix("of 300, 30 s left")
    )
    #expect(ProgressLine.line("a", 100, of: 300, since: 100, seconds: 9).hasSuffix("100 of 300"))
    #expect(ProgressLine.line("a", 0, of: 3, seconds: 0).hasSuffix("░ 0 of 3"))
    #expect(ProgressLine.line("a", 1, of: 3, seconds: 7200).hasSuffix("1 of 3, 4 h 0 min left"))
  }
}
