/// How many of a number of trials succeeded, and how far the true share may be from theirs.
public struct Proportion: Codable, Hashable, Sendable {
  /// The number of successes.
  public let count: Int

  /// The number of trials.
  public let total: Int

  /// Creates a proportion.
  ///
  /// - Precondition: There is at least one trial, and not more successes than trials.
  public init(_ count: Int, of total: Int) {
    precondition(
      total >= 1 && (0...total).contains(count),
      "\(count) of \(total) trials cannot have succeeded"
    )
    self.count = count
    self.total = total
  }

  /// The share of successes, in `0...1`.
  public var share: Double { Double(count) / Double(total) }

  /// The 95 % confidence interval of the share (Wilson 1927).
  ///
  ///     (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n),  z = 1.96
  ///
  /// It lies in `0...1`, and has a width even where none or all succeeded.
  public var interval: ClosedRange<Double> {
    let n = Double(total), z = 1.959_964
    let middle = share + z * z / (2 * n)
    let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return max(0, (middle - reach) / scale)...min(1, (middle + reach) / scale)
  }
}
