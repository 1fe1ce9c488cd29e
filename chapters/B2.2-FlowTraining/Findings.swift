import Arrays
import Datasets
import DigitModels
import NeuralNet
import Notebook

extension FlowTraining {
  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var seed: Int

    /// How many test digits the loss is measured on.
    var testCount: Int

    /// The training; chapters downstream take the networks from here.
    var flow: Flow

    /// The training whose learning rate falls with every batch.
    var hasty: Hasty
    var levels: Levels

    /// The losses of the networks of ``Flow/snapshots`` on test digits.
    var losses: [FlowLosses.Summary]

    /// One test digit's points at ``FlowTraining/shownTimes``, and where each network sees them end.
    var estimates: PictureSheet

    /// The trained factors at ``FlowTraining/gainTimes``, `[T, 2D]` and `[T, D]`.
    var bottleneckGains: NDArray
    var firstStepUpGains: NDArray

    /// A training and what came of it.
    struct Flow: Codable, Sendable {
      var channels: Int
      var digitCount: Int
      var plan: TrainingPlan
      var curve: LossCurve

      /// The mean loss of the last hundred batches.
      var finalLoss: Double
      var epochs: [Epoch]
      var snapshots: [Snapshot]

      /// The averaged network after the last epoch.
      var average: Artifact
    }

    /// What is known of one epoch.
    struct Epoch: Codable, Sendable {
      /// The mean of its losses.
      var loss: Double
      var learningRate: Float
    }

    /// The network after an epoch.
    struct Snapshot: Codable, Sendable {
      var epoch: Int
      var network: Artifact
    }
  }
}
