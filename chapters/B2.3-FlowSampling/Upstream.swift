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

  func network(
    _ artifact: Artifact,
    _ channels: Int,
    in context: ChapterContext
  ) throws -> TimeUNet {
    var stream = context.random("weights")
    var unet = TimeUNet(channels: channels, using: &stream)
    try unet.load(from: context.path(of: artifact))
    return unet
  }

  func judge(in context: ChapterContext) throws -> DigitClassifier {
    struct Upstream: Decodable {
      var judge: Judge

      struct Judge: Decodable { var weights: Artifact }
    }
    let artifact = try context.findings(of: "B1.2.2", as: Upstream.self).judge.weights
    var stream = context.random("weights")
    var judge = DigitClassifier(using: &stream)
    try judge.load(from: context.path(of: artifact))
    return judge
  }
}
