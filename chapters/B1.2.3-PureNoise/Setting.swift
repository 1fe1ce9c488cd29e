import DigitModels
import NeuralNet
import Notebook

/// What a network is trained with, and how long.
struct Setting: Codable, Hashable, Sendable {
  /// The number of hidden channels, `D`.
  var channels: Int

  /// The number of digits to learn from, the first of the training set.
  var digitCount: Int

  /// The number of test digits, and of draws of noise, to be judged by.
  var testCount: Int
  var seed: Int
  var plan: TrainingPlan

  /// The number of batches between checkpoints, about a minute's work.
  var checkpointInterval: Int { channels > 64 ? 10 : 200 }

  /// Returns the assignment's setting, or one for a laptop that has a minute.
  init(for profile: Profile, limit: Int, seed: Int) {
    switch profile {
    case .paper:
      channels = 128
      digitCount = min(60_000, limit)
      testCount = min(10_000, limit)
      plan = TrainingPlan(
        epochCount: 5,
        batchSize: 256,
        learningRate: ExponentialLR(initial: 1e-4, gamma: 1),
        snapshotEpochs: Array(1...5)
      )
    case .quick:
      channels = 16
      digitCount = min(1500, limit)
      testCount = min(500, limit)
      plan = TrainingPlan(
        epochCount: 5,
        batchSize: 50,
        learningRate: ExponentialLR(initial: 2e-3, gamma: 0.6),
        snapshotEpochs: Array(1...5)
      )
    }
    self.seed = seed
  }

  /// The setting of the small network that is trained by another loss, the same in all profiles but
  /// for the number of digits.
  var absolute: Setting {
    var setting = self
    setting.channels = 16
    setting.digitCount = min(10_000, digitCount / 2)
    setting.plan = TrainingPlan(
      epochCount: 4,
      batchSize: 50,
      learningRate: ExponentialLR(initial: 2e-3, gamma: 0.5),
      snapshotEpochs: Array(1...4)
    )
    return setting
  }
}
