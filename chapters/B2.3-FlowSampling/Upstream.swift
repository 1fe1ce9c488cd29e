import Arrays
import DigitModels
import NeuralNet
import Notebook
import TrainedNetworks

extension FlowSampling {
  /// What is taken from the training of the flow.
  struct Upstream: Decodable {
    var flow: Flow

    struct Flow: Decodable {
      var channels: Int
      var digitCount: Int
      var snapshots: [Snapshot]

      /// Returns the network of this training with some weights.
      func network(_ weights: Artifact, in context: ChapterContext) throws -> TimeUNet {
        try context.network(weights) { TimeUNet(channels: channels, using: &$0) }
      }
    }

    struct Snapshot: Decodable {
      var epoch: Int
      var network: Artifact
    }
  }
}
