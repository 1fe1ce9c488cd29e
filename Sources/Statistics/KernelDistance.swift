public import Arrays

/// How far apart two sets of samples are, by their features, and how far the true distance may be from
/// that.
///
///     mean k(x, x′) + mean k(y, y′) − 2 · mean k(x, y),  k(x, y) = (x·y / F + 1)³
///
/// This is the squared distance of the sets' means where the kernel k takes them (Gretton et al. 2012),
/// with the kernel of the KID (Bińkowski et al. 2018). No sample is paired with itself, so the estimate
/// has no bias: of two sets from one distribution it is 0 on average however few they are, and thus
/// often below 0.
public struct KernelDistance: Codable, Equatable, Sendable {
  /// The estimate of the squared distance.
  public let value: Double

  /// Half the width of the 95 % interval around ``value``: 1.96 standard errors, from leaving out one
  /// sample of either set at a time (the jackknife).
  public let halfWidth: Double

  /// Measures features, summed in double precision from first to last.
  ///
  /// - Parameters:
  ///   - features: `[N, F]`.
  ///   - reference: `[M, F]`.
  /// - Precondition: There are at least three samples of each, with as many features.
  public init(of features: NDArray, from reference: NDArray) {
    precondition(
      features.shape.count == 2 && reference.shape.count == 2
        && features.shape[1] == reference.shape[1]
        && min(features.shape[0], reference.shape[0]) >= 3,
      "features of shapes \(features.shape) and \(reference.shape) have no distance"
    )
    let (count, others) = (features.shape[0], reference.shape[0])
    let cross = Self.kernel(features, reference)
    var (rows, columns) = (
      [Double](repeating: 0, count: count), [Double](repeating: 0, count: others)
    )
    for (place, value) in cross.enumerated() {
      rows[place / others] += value
      columns[place % others] += value
    }
    let own = Side(within: Self.sumsWithin(features), across: rows, otherCount: others)
    let other = Side(within: Self.sumsWithin(reference), across: columns, otherCount: count)
    let between = rows.reduce(0, +) / Double(count * others)
    value = own.meanWithin + other.meanWithin - 2 * between
    halfWidth = 1.959_964 * (own.variance + other.variance).squareRoot()
  }

  /// Returns, for each sample, the sum of its kernel with all others of its set.
  private static func sumsWithin(_ features: NDArray) -> [Double] {
    let count = features.shape[0]
    var sums = [Double](repeating: 0, count: count)
    for (place, value) in kernel(features, features).enumerated()
    where place / count != place % count {
      sums[place / count] += value
    }
    return sums
  }

  private static func kernel(_ rows: NDArray, _ columns: NDArray) -> [Double] {
    let size = Double(rows.shape[1])
    return innerProducts(rows, columns).values.map { product in
      let base = Double(product) / size + 1
      return base * base * base
    }
  }
}

/// What one set of samples brings to the distance.
private struct Side {
  /// For each sample, the sum of its kernel with the others of its set, and with all of the other set.
  let within: [Double]
  let across: [Double]

  /// The number of samples of the other set.
  let otherCount: Int

  /// The mean kernel of two different samples of the set.
  var meanWithin: Double {
    within.reduce(0, +) / Double(within.count * (within.count - 1))
  }

  /// The jackknife's variance of the distance, from leaving out one sample of the set at a time.
  var variance: Double {
    let count = within.count
    let (sum, crossSum) = (within.reduce(0, +), across.reduce(0, +))
    let left = (0..<count).map { index in
      let inner = (sum - 2 * within[index]) / Double((count - 1) * (count - 2))
      let outer = (crossSum - across[index]) / Double((count - 1) * otherCount)
      return inner - 2 * outer
    }
    let mean = left.reduce(0, +) / Double(count)
    let squares = left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return squares * Double(count - 1) / Double(count)
  }
}
