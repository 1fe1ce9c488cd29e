public import Arrays
public import Testing

/// Expects two arrays to have the same shape, and values that differ by at most a tolerance.
///
/// A difference is allowed when it is within `absolute`, within `relative` of the expected value, or
/// within `ofLargest` of the largest expected value, which is the measure for sums that cancel. The
/// worst element is reported with both values.
public func expectClose(
  _ actual: NDArray,
  _ expected: NDArray,
  absolute: Float = 0,
  relative: Float = 0,
  ofLargest: Float = 0,
  _ comment: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual.shape == expected.shape else {
    Issue.record(
      "\(comment())the shape is \(actual.shape), expected \(expected.shape)",
      sourceLocation: sourceLocation
    )
    return
  }
  let largest = expected.values.reduce(0) { max($0, abs($1)) }
  let least = max(absolute, ofLargest * largest)
  let excesses = zip(actual.values, expected.values).map { actual, expected in
    let excess = abs(actual - expected) - max(least, relative * abs(expected))
    return excess.isNaN ? .infinity : excess
  }
  guard let worst = excesses.indices.max(by: { excesses[$0] < excesses[$1] }),
    excesses[worst] > 0
  else { return }
  Issue.record(
    """
    \(comment())element \(worst) is \(actual.values[worst]), expected \(expected.values[worst]); \
    \(excesses.count { $0 > 0 }) of \(actual.count) differ by more than the tolerance; the largest \
    expected value is \(largest)
    """,
    sourceLocation: sourceLocation
  )
}
