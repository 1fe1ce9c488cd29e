/// Training that came to an end because its numbers are none.
public struct TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is not finite.
  public enum Code: Hashable, Sendable {
    case loss
    case parameter(name: String)
  }

  /// What is not finite.
  public let code: Code

  /// The epoch, counted from 1.
  public let epoch: Int

  /// The batch of the epoch, counted from 1.
  public let batch: Int

  /// The loss of the batch before; `nil` in the first one.
  public let lastFiniteLoss: Float?

  public var description: String {
    let what =
      switch code {
      case .loss: "the loss"
      case .parameter(let name): "the parameter \(name)"
      }
    let before = lastFiniteLoss.map { "the last finite loss is \($0)" } ?? "no loss was finite"
    return "\(what) is not finite in epoch \(epoch), batch \(batch); \(before); "
      + "try a lower learning rate"
  }
}
