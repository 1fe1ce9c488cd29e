import DigitModels
import NeuralNet
import Notebook

/// What a network is trained with, and how long.
struct Setting: Codable, Hashable, Sendable {
  /// The number of hidden channels, `D`.
  var channels: Int

  /// The number of digits to learn from, the first of the training set.
  var digitCount: Int

  /// The number of digits to be judged by, the first of the test set.
  var testCount: Int
  var seed: Int
  var plan: TrainingPlan

  /// The number of batches between checkpoints, about a minute's work.
  var checkpointInterval: Int { channels > 64 ? 10 : 200 }

  /// Returns the assignment's setting, or one for a laptop that has a minute.
  ///
  /// `channels` takes the place of the profile's unless it is 0.
  init(for profile: Profile, limit: Int, channels: Int, seed: Int) {
    self.channels = channels > 0 ? channels : profile == .paper ? 128 : 24
    switch profile {
    case .paper:
      digitCount = min(60_000, limit)
      testCount = min(10_000, limit)
      plan = TrainingPlan(
        epochCount: 5,
        batchSize: 256,
        learningRate: ExponentialLR(initial: 1e-4, gamma: 1),
        snapshotEpochs: [1, 5]
      )
    case .quick:
      digitCount = min(1600, limit)
      testCount = min(500, limit)
      // Few steps have to be longer ones at first.
      plan = TrainingPlan(
        epochCount: 5,
        batchSize: 32,
        learningRate: ExponentialLR(initial: 1.5e-3, gamma: 0.7),
        snapshotEpochs: [1, 5]
      )
    }
    self.seed = seed
  }
}
