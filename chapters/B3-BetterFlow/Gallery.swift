import Arrays
import Autodiff
import Datasets
import DigitModels
import Diffusion
import NeuralNet
import Notebook
import Statistics
import TrainedNetworks

/// What was measured of a network while changes were tried, without any test digit.
struct Candidate: Codable, Sendable {
  var recipe: Recipe
  var parameterCount: Int

  /// The loss over uniform times on each line to validation digits; all networks share the lines.
  var losses: [Double]

  /// How many of its samples the judge is sure of.
  var confident: Proportion

  var loss: SampleMean { SampleMean(of: losses) }

  /// How much lower the loss is than another network's, line by line.
  func gain(over other: Candidate) -> SampleMean {
    SampleMean(of: zip(other.losses, losses).map { $0 - $1 })
  }
}

/// One change and what came of it.
struct Trial: Codable, Sendable {
  var change: Change
  var candidate: Candidate

  /// How much lower the loss is than that of the base.
  var gain: SampleMean
}

extension Change {
  /// Whether a gain is certain, and larger than what chance alone has made.
  static func helps(_ gain: SampleMean, moreThan chance: Double) -> Bool {
    gain.mean - gain.halfWidth > 0 && gain.mean > chance
  }
}

/// What was measured once, when everything was chosen: on test digits, and beside real ones.
struct Examination: Codable, Sendable {
  var recipe: Recipe
  var parameterCount: Int

  /// The loss over uniform times on each line of the exam that all flows take.
  var losses: [Double]
  var judgement: SampleJudgement
  var samples: PictureSheet

  var loss: SampleMean { SampleMean(of: losses) }
}

/// Measures networks: all on the same lines, from the same noise, by the same judge.
struct Gallery {
  let setting: BetterFlow.Setting
  let validation: FlowExam
  let test: FlowExam
  let real: RealDigits
  let judgeWeights: Artifact
  let context: ChapterContext

  init(
    _ setting: BetterFlow.Setting,
    learningFrom digitCount: Int,
    in context: ChapterContext
  ) throws {
    self.setting = setting
    self.context = context
    // The last of the digits that B2.2 learnt from; here no network learns from them.
    let train = try context.digits(.train, limit: digitCount)
    let first = train.count - setting.validationCount
    validation = FlowExam(
      on: Digits(
        images: train.images[first..<train.count],
        labels: Array(train.labels[first...]),
        source: train.source
      ),
      noise: context.random("lines to validation digits")
    )
    test = try context.flowExam()
    let judge = try context.judge()
    judgeWeights = judge.weights
    real = RealDigits(
      try context.digits(.test, limit: setting.referenceCount),
      judge: judge.network
    )
  }

  /// Measures what a training led to, without test digits.
  func candidate(_ trained: Trained, isAveraged: Bool = false) throws -> Candidate {
    let artifact = isAveraged ? trained.average : trained.network
    return try context.stage("candidate", inputs: inputs(artifact)) {
      let unet = try network(artifact, trained.recipe)
      return Candidate(
        recipe: trained.recipe,
        parameterCount: unet.parameterCount,
        losses: validation.losses(of: unet.velocity(at:time:)).lines,
        confident: real.judgement(of: samples(by: unet)).confident
      )
    }
  }

  /// Measures a network on test digits.
  func examination(_ artifact: Artifact, _ recipe: Recipe) throws -> Examination {
    try context.stage("examination", inputs: inputs(artifact)) {
      let unet = try network(artifact, recipe)
      let samples = samples(by: unet)
      return Examination(
        recipe: recipe,
        parameterCount: unet.parameterCount,
        losses: test.losses(of: unet.velocity(at:time:)).lines,
        judgement: real.judgement(of: samples),
        samples: PictureSheet(samples[0..<BetterFlow.shownCount])
      )
    }
  }

  private func network(_ artifact: Artifact, _ recipe: Recipe) throws -> TimeUNet {
    try context.network(artifact) {
      TimeUNet(channels: recipe.channels, design: recipe.design, using: &$0)
    }
  }

  private func samples(by unet: TimeUNet) -> NDArray {
    var stream = context.random("noise")
    let noise = NDArray.randomNormal(shape: [setting.sampleCount, 1, 28, 28], using: &stream)
    return followFlow(
      from: noise,
      stepCount: setting.stepCount,
      velocity: unet.velocity(at:time:)
    ).end
  }

  /// What the key of a measurement is made of.
  private func inputs(_ network: Artifact) -> Inputs {
    Inputs(setting: setting, network: network, judge: judgeWeights)
  }

  private struct Inputs: Encodable {
    var setting: BetterFlow.Setting
    var network: Artifact
    var judge: Artifact
  }
}
