import Arrays
import DigitModels
import NeuralNet
import Notebook
import TrainedNetworks

extension GuidedSampling {
  /// What is taken from the training with classes.
  struct Upstream: Decodable {
    var flow: Flow

    struct Flow: Decodable {
      var channels: Int
      var digitCount: Int
      var plan: TrainingPlan
      var curve: LossCurve
      var snapshots: [Snapshot]
      var average: Artifact

      /// Returns the network of this training with some weights.
      func network(_ weights: Artifact, in context: ChapterContext) throws -> ClassTimeUNet {
        try context.network(weights) { ClassTimeUNet(channels: channels, using: &$0) }
      }
    }

    struct Snapshot: Decodable {
      var epoch: Int
      var network: Artifact
    }
  }
}
