#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A marked place on an axis.
struct Tick: Hashable, Sendable {
  var value: Double
  var label: String

  /// Returns the multiples of 1, 2 or 5 times a power of ten in a range, at most `limit` of them.
  static func linear(in range: ClosedRange<Double>, limit: Int) -> [Tick] {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return [labelled(range.lowerBound, step: 0)] }
    let step = step(for: span, limit: max(2, limit))
    let slack = 1e-9 * step
    let first = Int(((range.lowerBound - slack) / step).rounded(.up))
    let last = Int(((range.upperBound + slack) / step).rounded(.down))
    guard first <= last else { return [] }
    return (first...last).map { labelled(Double($0) * step, step: step) }
  }

  /// Returns the powers of ten in a range, every n-th where there are more than `limit`; where there
  /// are few, their multiples by 2 and 5 as well.
  ///
  /// - Precondition: The range is positive.
  static func logarithmic(in range: ClosedRange<Double>, limit: Int) -> [Tick] {
    precondition(range.lowerBound > 0, "\(range) cannot be a logarithmic axis: it is not positive")
    let low = Int((log10(range.lowerBound) - 1e-9).rounded(.up))
    let high = Int((log10(range.upperBound) + 1e-9).rounded(.down))
    let fine = (low - 1...high + 1).flatMap { exponent in
      [1.0, 2, 5].map { $0 * pow(10, Double(exponent)) }
    }
    let inside = fine.filter { range.contains($0) }
    if high > low && inside.count > limit {
      let stride = (high - low) / max(2, limit) + 1
      return (low...high).filter { ($0 - low) % stride == 0 }
        .map { Tick(value: pow(10, Double($0)), label: NumberText.powerOfTen($0)) }
    }
    return inside.count < 2
      ? linear(in: range, limit: limit) : inside.map { Tick(value: $0, label: text($0)) }
  }

  /// Returns a tick at a value that was asked for.
  static func explicit(_ value: Double, isLogarithmic: Bool) -> Tick {
    let exponent = value > 0 ? log10(value) : 0
    let isDecade = isLogarithmic && value > 0 && abs(exponent - exponent.rounded()) < 1e-9
    return Tick(
      value: value,
      label: isDecade ? NumberText.powerOfTen(Int(exponent.rounded())) : text(value)
    )
  }

  /// Returns the least of 1, 2 or 5 times a power of ten that parts `span` by at most `limit` ticks.
  static func step(for span: Double, limit: Int) -> Double {
    let rough = span / Double(limit)
    let power = pow(10, floor(log10(rough)))
    let candidates = [1.0, 2, 5, 10, 20].map { $0 * power }
    return candidates.first { (span / $0 + 1e-6).rounded(.down) + 1 <= Double(limit) }
      ?? 20 * power
  }

  private static func text(_ value: Double) -> String {
    value == 0 || (1e-4..<1e6).contains(abs(value))
      ? NumberText.shortest(value) : NumberText.scientific(value)
  }

  private static func labelled(_ value: Double, step: Double) -> Tick {
    guard step > 0, step >= 1e-4, abs(value) < 1e6 else {
      return Tick(value: value, label: text(value))
    }
    let digits = value == 0 ? 0 : max(0, -Int(floor(log10(step) + 1e-9)))
    return Tick(value: value, label: NumberText.fixed(value, digits))
  }
}
