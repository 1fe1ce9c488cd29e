import Arrays
import Autodiff
import Datasets
import DigitModels
import NeuralNet
public import Notebook

/// Chapter B1.2.3: a UNet is handed noise that has nothing to do with the digit that it is asked for.
public struct PureNoise: Chapter {
  public static let section = Section("B1.2.3", "PureNoise")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of weights, order and noise."),
    .integer("limit", default: 60_000, in: 32...60_000, "The most digits of a set that are used."),
  ]

  public static let data: [DataRequirement] = [.mnist]

  public static let stages = ["squared", "absolute"]

  /// The number of draws of noise shown: the first ones, not picked.
  static let shownCount = 6

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let setting = Setting(
      for: context.profile,
      limit: context.integer("limit"),
      seed: context.integer("seed")
    )
    let digits = try context.digits(.train, limit: setting.digitCount)
    let squared = try train("squared", setting, on: digits, 0...0.8, context) {
      meanSquaredError($0, $1)
    }
    let few = try context.digits(.train, limit: setting.absolute.digitCount)
    let absolute = try train("absolute", setting.absolute, on: few, 0.8...0.95, context) {
      meanAbsoluteError($0, $1)
    }
    context.progress(0.95, "examining the networks")
    let inputs = ExaminationInputs(setting: setting, squared: squared, absolute: absolute)
    let outcome = try context.stage("examination", inputs: inputs) {
      let test = try context.digits(.test, limit: setting.testCount)
      return try Examination(of: inputs, context).outcome(digits: digits, test: test)
    }
    return Findings(
      source: digits.source,
      setting: setting,
      losses: squared.losses,
      outcome: outcome
    )
  }

  // snippet.train-on-noise
  private func train(
    _ name: String,
    _ setting: Setting,
    on digits: Digits,
    _ span: ClosedRange<Double>,
    _ context: ChapterContext,
    loss: (Tensor, Tensor) -> Tensor
  ) throws -> Training {
    try context.checkpointed(name, inputs: setting) { folder in
      var weights = context.random("\(name), weights")
      let plan = setting.plan
      var training = DigitTraining(
        of: UNet(channels: setting.channels, using: &weights),
        by: Adam(learningRate: plan.learningRate.initial),
        plan: plan,
        on: digits,
        random: { context.random("\(name), \($0)") },
        in: folder,
        checkpointInterval: setting.checkpointInterval
      )
      func report(_ fraction: Double, _ message: String) {
        let width = span.upperBound - span.lowerBound
        context.progress(span.lowerBound + width * fraction, message)
      }
      try training.run(report: report) { unet, batch, stream in
        let x = batch.images
        let z = Tensor(.randomNormal(shape: x.shape, using: &stream))
        return loss(unet(z), x)
      }
      return Training(
        losses: training.state.record.losses,
        networks: try plan.snapshotEpochs.map { epoch in
          try context.keep(training.snapshot(ofEpoch: epoch))
        }
      )
    }
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
