import Arrays
import Autodiff
import Datasets
import DigitModels
import NeuralNet
public import Notebook
import Statistics
import TrainedNetworks

/// Chapter B1.2.2: the denoiser of B1.2.1 under noise that it was not trained on, and the judge that
/// reads what it makes.
public struct OutOfDistribution: Chapter {
  public static let section = Section("B1.2.2", "OutOfDistribution")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of weights, order and noise."),
    .integer("limit", default: 60_000, in: 32...60_000, "The most digits of a set that are used."),
  ]

  public static let data: [DataRequirement] = [.mnist]

  public static let upstream = ["B1.2.1"]

  /// The strength of noise that the denoiser was trained on.
  static let sigma: Float = 0.5

  /// The strengths of noise at which denoisers are measured, in pixel units.
  static let sigmas = (0...10).map { Float($0) / 10 }

  /// Those at which a digit is shown, as the assignment asks.
  static let shownSigmas: [Float] = [0, 0.2, 0.4, 0.5, 0.6, 0.8, 1]

  /// The number of digits in the gallery: the first of the test set, not picked.
  static let galleryCount = 8

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let setting = Setting(
      for: context.profile,
      limit: context.integer("limit"),
      seed: context.integer("seed")
    )
    let judge = try judge(setting, context)
    let trained = try context.findings(of: "B1.2.1", as: TrainedDenoiser.self)
    let blind = try trainFurther("all strengths", trained, setting, 0.4...0.55, context) {
      uniformStrengths($0, &$1)
    }
    let control = try trainFurther("σ = 0.5 alone", trained, setting, 0.55...0.7, context) {
      count,
      _ in NDArray(repeating: Self.sigma, shape: [count, 1])
    }
    let inputs = ExaminationInputs(
      setting: setting,
      judge: judge.weights,
      channels: trained.setting.channels,
      denoiser: trained.network,
      blind: blind,
      control: control
    )
    let test = try context.digits(.test, limit: setting.testCount)
    let exam = try Examination(of: inputs, on: test, context)
    let levels = try Self.sigmas.enumerated().map { index, sigma in
      context.progress(0.7 + 0.03 * Double(index), "noise of strength \(sigma)")
      return try context.stage("level \(sigma)", inputs: inputs) { exam.level(sigma) }
    }
    return Findings(
      judge: judge,
      source: test.source,
      setting: setting,
      channels: inputs.channels,
      levels: levels,
      control: try context.stage("control", inputs: inputs) { exam.controlled() },
      shown: exam.strip(Self.shownSigmas),
      gallery: exam.gallery()
    )
  }

  /// What the judge depends on: nothing of the denoiser.
  private struct JudgeInputs: Encodable {
    let digitCount: Int
    let plan: TrainingPlan
    let testCount: Int
    let seed: Int

    init(_ setting: Setting) {
      (digitCount, plan) = (setting.judgeDigitCount, setting.judgePlan)
      (testCount, seed) = (setting.judgeTestCount, setting.seed)
    }
  }

  // snippet.train-judge
  private func judge(
    _ setting: Setting,
    _ context: ChapterContext
  ) throws -> Judge {
    let inputs = JudgeInputs(setting)
    return try context.checkpointed("judge", inputs: inputs) { folder in
      var weights = context.random("judge")
      let plan = setting.judgePlan
      var training = DigitTraining(
        of: DigitClassifier(using: &weights),
        by: Adam(learningRate: plan.learningRate.initial),
        plan: plan,
        on: try context.digits(.train, limit: setting.judgeDigitCount),
        random: { context.random("judge, \($0)") },
        in: folder
      )
      func report(_ fraction: Double, _ message: String) {
        context.progress(0.4 * fraction, "judge, \(message)")
      }
      try training.run(report: report) { judge, batch, _ in
        crossEntropy(judge(batch.images), labels: batch.labels)
      }
      let test = try context.digits(.test, limit: setting.judgeTestCount)
      let read = training.state.model.read(test.images)
      let right = zip(read, test.labels).count { $0 == $1 }
      let file = training.snapshot(ofEpoch: plan.epochCount)
      return Judge(
        weights: try context.keep(file),
        accuracy: Proportion(right, of: test.count)
      )
    }
  }
  // snippet.end

  /// Trains the denoiser on, with noise of some strengths, and returns its weights.
  private func trainFurther(
    _ name: String,
    _ trained: TrainedDenoiser,
    _ setting: Setting,
    _ span: ClosedRange<Double>,
    _ context: ChapterContext,
    strengths: (Int, inout RandomStream) -> NDArray
  ) throws -> Artifact {
    let inputs = FurtherTrainingInputs(setting: setting, denoiser: trained.network)
    return try context.checkpointed(name, inputs: inputs) { folder in
      let plan = setting.furtherPlan
      var training = DigitTraining(
        of: try context.network(trained.network) {
          UNet(channels: trained.setting.channels, using: &$0)
        },
        by: Adam(learningRate: plan.learningRate.initial),
        plan: plan,
        on: try context.digits(.train, limit: setting.furtherDigitCount),
        random: { context.random("further training, \($0)") },
        in: folder,
        checkpointInterval: trained.setting.channels > 64 ? 10 : 200
      )
      func report(_ fraction: Double, _ message: String) {
        let width = span.upperBound - span.lowerBound
        context.progress(span.lowerBound + width * fraction, "\(name), \(message)")
      }
      // snippet.train-further
      try training.run(report: report) { unet, batch, stream in
        let x = batch.images
        let sigmas = strengths(x.shape[0], &stream)
        let epsilon = NDArray.randomNormal(shape: x.shape, using: &stream)
        let z = x + Tensor(epsilon) * Tensor(sigmas)
        return meanSquaredError(unet(z), x)
      }
      // snippet.end
      return try context.keep(training.snapshot(ofEpoch: plan.epochCount))
    }
  }
}

// snippet.uniform-strengths
// snippet.hide
/// Draws a strength for each digit of a batch, uniform in `0..<1`, `[N, 1]`.
// snippet.show
private func uniformStrengths(
  _ count: Int,
  _ stream: inout RandomStream
) -> NDArray {
  .randomUniform(shape: [count, 1], using: &stream)
}
// snippet.end

/// What the further training depends on.
private struct FurtherTrainingInputs: Encodable {
  let setting: Setting
  let denoiser: Artifact
}

/// What is needed of B1.2.1's findings.
private struct TrainedDenoiser: Decodable {
  struct Setting: Decodable {
    let channels: Int
  }

  struct Training: Decodable {
    let networks: [Artifact]
  }

  let setting: Setting
  let training: Training

  /// The network after the last epoch.
  var network: Artifact { training.networks[training.networks.count - 1] }
}
