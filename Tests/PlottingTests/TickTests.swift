import Testing

@testable import Plotting

@Suite struct TickTests {
  /// The labels are what a person would choose: 1, 2 or 5 times a power of ten, no more than asked.
  @Test(arguments: [
    (0.0...1.0, 6, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]), (0...1, 3, ["0", "0.5", "1.0"]),
    (-1...1, 5, ["−1.0", "−0.5", "0", "0.5", "1.0"]),
    (0...999, 6, ["0", "200", "400", "600", "800"]),
    (12.1...19.7, 4, ["14", "16", "18"]),
    (-0.04...0.05, 5, ["−0.04", "−0.02", "0", "0.02", "0.04"]),
    (0...50_000, 3, ["0", "20\u{2009}000", "40\u{2009}000"]),
    (0...3e-6, 4, ["0", "10⁻⁶", "2 × 10⁻⁶", "3 × 10⁻⁶"]),
    (7...7, 5, ["7"]),
  ])
  func linearTicksAreRound(range: ClosedRange<Double>, limit: Int, labels: [String]) {
    #expect(Tick.linear(in: range, limit: limit).map(\.label) == labels)
  }

  @Test(arguments: [
    (1e-3...1.0, 5, ["10⁻³", "10⁻²", "10⁻¹", "1"]), (1e-8...1, 4, ["10⁻⁸", "10⁻⁵", "10⁻²"]),
    (0.02...3, 8, ["0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"]),
    (1...4000, 5, ["1", "10", "10²", "10³"]),
    (20...60, 5, ["20", "50"]),
  ])
  func logarithmicTicksArePowersOfTen(range: ClosedRange<Double>, limit: Int, labels: [String]) {
    #expect(Tick.logarithmic(in: range, limit: limit).map(\.label) == labels)
  }

  @Test func ticksLieInTheRangeAndKeepTheLimit() {
    for low in [-7.3, 0, 0.001, 812] {
      for span in [1e-4, 0.03, 1, 6.28, 999, 1e5] {
        for limit in 2...10 {
          let ticks = Tick.linear(in: low...low + span, limit: limit)
          #expect(ticks.count <= limit)
          let slack = span * 1e-6
          #expect(ticks.allSatisfy { $0.value >= low - slack && $0.value <= low + span + slack })
          #expect(Set(ticks.map(\.label)).count == ticks.count)
        }
      }
    }
  }
}

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.84594, 3, "0.846"), (-0.0004, 3, "0.000"), (-1.5, 1, "−1.5"), (1234, 0, "1234"),
    (50_000, 0, "50\u{2009}000"), (0.995, 2, "1.00"), (.infinity, 2, "∞"), (.nan, 2, "–"),
    (-12345.678, 1, "−12\u{2009}345.7"), (2e16, 0, "2 × 10¹⁶"),
  ])
  func numbersHaveFixedDecimals(value: Double, digits: Int, text: String) {
    #expect(value.fixed(digits) == text)
  }
}
