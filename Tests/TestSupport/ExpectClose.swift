public import Arrays
public import Testing

/// Expects two arrays to have the same shape, and values that differ by at most a tolerance.
///
/// A difference is allowed when it is within `absolute`, or within `relative` of the expected value.
/// The worst element is reported with both values.
public func expectClose(
  _ actual: NDArray,
  _ expected: NDArray,
  absolute: Float = 0,
  relative: Float = 0,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual.shape == expected.shape else {
    Issue.record(
      "the shape is \(actual.shape), expected \(expected.shape)",
      sourceLocation: sourceLocation
    )
    return
  }
  let excesses = zip(actual.values, expected.values).map { actual, expected in
    let excess = abs(actual - expected) - max(absolute, relative * abs(expected))
    return excess.isNaN ? .infinity : excess
  }
  guard let worst = excesses.indices.max(by: { excesses[$0] < excesses[$1] }),
    excesses[worst] > 0
  else { return }
  Issue.record(
    """
    element \(worst) is \(actual.values[worst]), expected \(expected.values[worst]); \
    \(excesses.count { $0 > 0 }) of \(actual.count) differ by more than the tolerance
    """,
    sourceLocation: sourceLocation
  )
}
