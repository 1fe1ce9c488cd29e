import Arrays
import DigitModels
import NeuralNet
import Notebook

extension FlowSampling {
  /// What is taken from the training of the flow.
  struct Upstream: Decodable {
    var flow: Flow

    struct Flow: Decodable {
      var channels: Int
      var digitCount: Int
      var snapshots: [Snapshot]
    }

    struct Snapshot: Decodable {
      var epoch: Int
      var network: Artifact
    }
  }
}
