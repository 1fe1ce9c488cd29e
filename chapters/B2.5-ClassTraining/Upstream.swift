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

  func timeOnlyNetwork(_ flow: Upstream.Flow, in context: ChapterContext) throws -> TimeUNet {
    var stream = context.random("weights")
    var unet = TimeUNet(channels: flow.channels, using: &stream)
    try unet.load(from: context.path(of: flow.snapshots[flow.snapshots.count - 1].network))
    return unet
  }

  func network(
    _ artifact: Artifact,
    _ setting: Setting,
    in context: ChapterContext
  ) throws -> ClassTimeUNet {
    var stream = context.random("weights")
    var unet = ClassTimeUNet(channels: setting.channels, using: &stream)
    try unet.load(from: context.path(of: artifact))
    return unet
  }
}
