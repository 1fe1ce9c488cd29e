import Plotting
public import Statistics

extension SampleMean {
  /// The mean and half the width of its interval, as in "0.083 ± 0.002".
  public func text(digits: Int) -> String { "\(mean.fixed(digits)) ± \(halfWidth.fixed(digits))" }
}
