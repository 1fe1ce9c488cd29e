public import Arrays

/// The losses of a training, batch by batch.
public struct TrainingRecord: Codable, Hashable, Sendable {
  /// What is known of one batch.
  public struct Entry: Codable, Hashable, Sendable {
    /// The epoch, counted from 1.
    public let epoch: Int

    /// The batch of the epoch, counted from 1.
    public let batch: Int

    /// The loss before the step.
    public let loss: Float

    /// The learning rate of the step.
    public let learningRate: Float
  }

  /// The batches in their order.
  public private(set) var entries: [Entry] = []

  /// The losses alone, `[steps]`.
  public var losses: NDArray { NDArray(entries.map(\.loss), shape: [entries.count]) }

  /// Creates a record of nothing.
  public init() {}

  init(entries: [Entry]) { self.entries = entries }

  /// Takes down a batch; to be called before the step, which a loss that is no number would spoil.
  ///
  /// - Parameters:
  ///   - loss: The loss.
  ///   - epoch: The epoch, counted from 1.
  ///   - batch: The batch of the epoch, counted from 1.
  ///   - learningRate: The learning rate of the step.
  /// - Throws: ``TrainingError`` when the loss is infinite or no number; it is not taken down then.
  public mutating func append(
    loss: Float,
    epoch: Int,
    batch: Int,
    learningRate: Float
  ) throws(TrainingError) {
    guard loss.isFinite else {
      throw TrainingError(
        code: .loss,
        epoch: epoch,
        batch: batch,
        lastFiniteLoss: entries.last?.loss
      )
    }
    entries.append(Entry(epoch: epoch, batch: batch, loss: loss, learningRate: learningRate))
  }
}
