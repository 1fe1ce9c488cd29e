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

  /// The number of steps over which the rate rises to its height; none for 0.
  public var warmUpSteps: Int

  /// Creates a plan.
  ///
  /// - Precondition: There is at least one epoch and one digit in a batch, the snapshots are within the
  ///   training, and no number of steps is negative.
  public init(
    epochCount: Int,
    batchSize: Int,
    learningRate: ExponentialLR,
    snapshotEpochs: [Int],
    averageDecay: Float? = nil,
    warmUpSteps: Int = 0
  ) {
    precondition(
      epochCount >= 1 && batchSize >= 1 && warmUpSteps >= 0
        && snapshotEpochs.allSatisfy { (1...epochCount).contains($0) },
      "there is no training of \(epochCount) epochs in batches of \(batchSize) with networks kept"
        + " after epochs \(snapshotEpochs) and a warm-up of \(warmUpSteps) steps"
    )
    self.epochCount = epochCount
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.snapshotEpochs = snapshotEpochs
    self.averageDecay = averageDecay
    self.warmUpSteps = warmUpSteps
  }

  /// Returns how much of the epoch's learning rate a step takes.
  ///
  /// - Parameter step: The step, counted from 1 over the whole training.
  /// - Returns: The share, above 0 and at most 1.
  public func warmUp(atStep step: Int) -> Float {
    step < warmUpSteps ? Float(step) / Float(warmUpSteps) : 1
  }
}
