import Arrays
import Autodiff
import Datasets
import Diffusion
import DigitModels
import NeuralNet
public import Notebook

/// Chapter B1.2.1: a UNet learns to remove noise of strength 0.5, and is examined.
public struct DenoiserTraining: Chapter {
  public static let section = Section("B1.2.1", "DenoiserTraining")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of weights, order and noise."),
    .integer("limit", default: 60_000, in: 32...60_000, "The most digits of a set that are used."),
    .integer("channels", default: 0, in: 0...256, "Hidden channels D; 0 for the profile's."),
  ]

  public static let data: [DataRequirement] = [.mnist]

  public static let stages = ["training"]

  /// The strength of noise that the network is trained on.
  static let sigma: Float = 0.5

  /// The number of digits shown: the first of the test set, not picked.
  static let shownCount = 6

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let setting = Setting(
      for: context.profile,
      limit: context.integer("limit"),
      channels: context.integer("channels"),
      seed: context.integer("seed")
    )
    let digits = try context.digits(.train, limit: setting.digitCount)
    let training = try context.checkpointed("training", inputs: setting) { folder in
      try train(setting, on: digits, in: folder, context)
    }
    context.progress(0.92, "examining the networks")
    let inputs = ExaminationInputs(setting: setting, networks: training.networks)
    let outcome = try context.stage("examination", inputs: inputs) {
      let test = try context.digits(.test, limit: setting.testCount)
      return try Examination(of: inputs, context).outcome(digits: digits, test: test)
    }
    return Findings(
      source: digits.source,
      setting: setting,
      training: training,
      outcome: outcome
    )
  }

  // snippet.train-denoiser
  private func train(
    _ setting: Setting,
    on digits: Digits,
    in folder: String,
    _ context: ChapterContext
  ) throws -> Training {
    var weights = context.random("weights")
    let plan = setting.plan
    var training = DigitTraining(
      of: UNet(channels: setting.channels, using: &weights),
      by: Adam(learningRate: plan.learningRate.initial),
      plan: plan,
      on: digits,
      random: context.random,
      in: folder,
      checkpointInterval: setting.checkpointInterval
    )
    func report(_ fraction: Double, _ message: String) {
      context.progress(0.9 * fraction, message)
    }
    try training.run(report: report) { unet, batch, stream in
      let x = batch.images
      let epsilon = Tensor(.randomNormal(shape: x.shape, using: &stream))
      let z = x + Self.sigma * epsilon
      return meanSquaredError(unet(z), x)
    }
    return Training(
      losses: training.state.record.losses,
      networks: try plan.snapshotEpochs.map { epoch in
        try context.keep(training.snapshot(ofEpoch: epoch))
      }
    )
  }
  // snippet.end
}

/// What a training came to.
struct Training: Codable, Sendable {
  /// The loss of each step, `[steps]`.
  var losses: NDArray

  /// The networks after the epochs of the plan's snapshots.
  var networks: [Artifact]
}
