#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A learning rate that falls by the same factor after every epoch, as PyTorch's `ExponentialLR`
/// stepped once an epoch.
///
///     optimizer.learningRate = schedule.learningRate(inEpoch: epoch)
public struct ExponentialLR: Codable, Hashable, Sendable {
  /// The rate of the first epoch.
  public let initial: Float

  /// The factor from one epoch to the next; 0.1^(1/10) for a tenth after ten epochs, 1 for a rate that
  /// stays.
  public let gamma: Double

  /// Creates a schedule.
  public init(initial: Float, gamma: Double) {
    self.initial = initial
    self.gamma = gamma
  }

  /// Returns the rate of an epoch, `initial · gamma^(epoch - 1)`.
  ///
  /// - Parameter epoch: The epoch, counted from 1.
  /// - Returns: The rate.
  /// - Precondition: `epoch` is at least 1.
  public func learningRate(inEpoch epoch: Int) -> Float {
    precondition(epoch >= 1, "epochs are counted from 1, not \(epoch)")
    return Float(Double(initial) * pow(gamma, Double(epoch - 1)))
  }
}
