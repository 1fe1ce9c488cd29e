import Arrays
import DigitModels
import NeuralNet
import Notebook

extension ClassTraining {
  /// What is taken from the training without classes.
  struct Upstream: Decodable {
    var flow: Flow

    struct Flow: Decodable {
      var channels: Int
      var digitCount: Int
      var plan: TrainingPlan
      var curve: LossCurve
      var finalLoss: Double
      var snapshots: [Snapshot]
    }

    struct Snapshot: Decodable {
      var epoch: Int
      var network: Artifact
    }
  }
}
