public import Notebook

/// A chapter that was computed for several values of a parameter.
public struct Sweep: Sendable {
  let variation: Variation

  /// What each value led to, in the variation's order.
  public let results: [ChapterResult]

  /// Creates a sweep.
  ///
  /// - Precondition: There is a result for each value.
  public init(_ variation: Variation, _ results: [ChapterResult]) {
    precondition(
      results.count == variation.values.count,
      "\(results.count) results are not those of \(variation.values.count) values"
    )
    (self.variation, self.results) = (variation, results)
  }
}
