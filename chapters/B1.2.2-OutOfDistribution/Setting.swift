import DigitModels
import NeuralNet
import Notebook

/// What is trained and examined here, and with how much.
struct Setting: Codable, Hashable, Sendable {
  /// The number of digits that the judge learns from, and how.
  var judgeDigitCount: Int
  var judgePlan: TrainingPlan

  /// The number of digits in the denoiser's further training, and how it goes.
  var furtherDigitCount: Int
  var furtherPlan: TrainingPlan

  /// The number of test digits that the judge is measured on, and the denoisers at each strength.
  var judgeTestCount: Int
  var testCount: Int
  var seed: Int

  /// Returns the setting of the published results, or one for a laptop that has a minute.
  init(for profile: Profile, limit: Int, seed: Int) {
    func plan(_ epochs: Int, _ batch: Int, _ rate: Float, _ gamma: Double) -> TrainingPlan {
      TrainingPlan(
        epochCount: epochs,
        batchSize: batch,
        learningRate: ExponentialLR(initial: rate, gamma: gamma),
        snapshotEpochs: [epochs]
      )
    }
    switch profile {
    case .paper:
      (judgeDigitCount, judgePlan) = (min(60_000, limit), plan(6, 64, 1e-3, 0.5))
      (furtherDigitCount, furtherPlan) = (min(60_000, limit), plan(1, 256, 1e-4, 1))
      testCount = min(10_000, limit)
    case .quick:
      (judgeDigitCount, judgePlan) = (min(24_000, limit), plan(2, 64, 2e-3, 0.2))
      (furtherDigitCount, furtherPlan) = (min(1200, limit), plan(2, 32, 1e-3, 0.5))
      testCount = min(400, limit)
    }
    judgeTestCount = min(10_000, limit)
    self.seed = seed
  }
}
