public import Arrays

/// How an estimate of the clean picture is kept in the range that pictures have.
public enum EstimateBound: Hashable, Sendable {
  /// It is left as it is.
  case none

  /// Each value is cut off at ± a number.
  case clip(Float)

  /// Each picture is cut off at ±s and divided by s, where s is the value below which a share of its
  /// magnitudes lie, but at least 1 and at most a number (Saharia et al. 2022, section 2.3).
  case dynamicThreshold(ratio: Float, maximum: Float)

  /// Applies the bound to pictures `[N, …]`.
  public func callAsFunction(_ estimate: NDArray) -> NDArray {
    switch self {
    case .none: estimate
    case .clip(let limit): estimate.map { min(max($0, -limit), limit) }
    case .dynamicThreshold(let ratio, let maximum):
      .joined(
        (0..<estimate.shape[0]).map { index in
          let picture = estimate[index..<index + 1]
          let magnitudes = picture.values.map(\.magnitude).sorted()
          let limit = min(max(quantile(of: magnitudes, at: ratio), 1), maximum)
          return picture.map { min(max($0, -limit), limit) / limit }
        }
      )
    }
  }

  /// The value below which a share of sorted numbers lie, between two of them in proportion.
  private func quantile(of sorted: [Float], at ratio: Float) -> Float {
    let place = Double(ratio) * Double(sorted.count - 1)
    let low = Int(place), high = min(low + 1, sorted.count - 1)
    return sorted[low] + Float(place - Double(low)) * (sorted[high] - sorted[low])
  }
}
