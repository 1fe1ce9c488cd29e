#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Returns the entropy of the shares that belong to counts, in bits: log₂ of how many classes are in
/// even use.
///
/// - Precondition: No count is negative, and one is above zero.
public func entropy(ofCounts counts: [Int]) -> Double {
  let total = counts.reduce(0, +)
  precondition(
    total > 0 && counts.allSatisfy { $0 >= 0 },
    "counts of \(counts) are no distribution"
  )
  return counts.reduce(0) { sum, count in
    let share = Double(count) / Double(total)
    return count > 0 ? sum - share * log2(share) : sum
  }
}
