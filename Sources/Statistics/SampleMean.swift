/// The mean of repeated measurements, and how far the true mean may be from it.
public struct SampleMean: Codable, Equatable, Sendable {
  /// The mean of the measurements.
  public let mean: Double

  /// Half the width of the 95 % confidence interval around ``mean``, by Student's t distribution;
  /// 0 for a single measurement, which has no spread.
  public let halfWidth: Double

  /// The number of measurements.
  public let count: Int

  /// Summarises independent measurements of one quantity.
  ///
  /// - Precondition: There is at least one measurement.
  public init(of measurements: [Double]) {
    precondition(!measurements.isEmpty, "no measurements have no mean")
    count = measurements.count
    let mean = measurements.reduce(0, +) / Double(count)
    self.mean = mean
    guard count > 1 else {
      halfWidth = 0
      return
    }
    let squares = measurements.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(count - 1) / Double(count)).squareRoot()
    halfWidth = Self.studentQuantile(degreesOfFreedom: Double(count - 1)) * error
  }

  /// The 97.5 % quantile of Student's t distribution.
  ///
  /// Tabulated values below ten degrees of freedom, then the expansion in 1/ν of Fisher and Cornish
  /// (1960).
  private static func studentQuantile(degreesOfFreedom nu: Double) -> Double {
    let table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262]
    if Int(nu) <= table.count { return table[Int(nu) - 1] }
    let z = 1.959_964
    let square = z * z
    let first = (square + 1) * z / 4
    let second = ((5 * square + 16) * square + 3) * z / 96
    let third = (((3 * square + 19) * square + 17) * square - 15) * z / 384
    return z + first / nu + second / (nu * nu) + third / (nu * nu * nu)
  }
}
