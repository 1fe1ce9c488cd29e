public import NeuralNet

/// How long and in what steps a network is trained.
public struct TrainingPlan: Codable, Hashable, Sendable {
  /// How often each digit is shown.
  public var epochCount: Int

  /// The number of digits in a batch.
  public var batchSize: Int

  /// The learning rate of each epoch.
  public var learningRate: ExponentialLR

  /// The epochs after which the network is kept, counted from 1.
  public var snapshotEpochs: [Int]

  /// The share of an averaged network that a step keeps; `nil` where none follows the training.
  public var averageDecay: Float?

  /// Creates a plan.
  ///
  /// - Precondition: There is at least one epoch and one digit in a batch, and the snapshots are within
  ///   the training.
  public init(
    epochCount: Int,
    batchSize: Int,
    learningRate: ExponentialLR,
    snapshotEpochs: [Int],
    averageDecay: Float? = nil
  ) {
    precondition(
      epochCount >= 1 && batchSize >= 1
        && snapshotEpochs.allSatisfy { (1...epochCount).contains($0) },
      "there is no training of \(epochCount) epochs in batches of \(batchSize) with networks kept"
        + " after epochs \(snapshotEpochs)"
    )
    self.epochCount = epochCount
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.snapshotEpochs = snapshotEpochs
    self.averageDecay = averageDecay
  }
}
