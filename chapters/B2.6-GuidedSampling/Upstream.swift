import Arrays
import DigitModels
import NeuralNet
import Notebook

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
  ) throws -> ClassTimeUNet {
    var stream = context.random("weights")
    var unet = ClassTimeUNet(channels: channels, using: &stream)
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
