import Arrays
import Autodiff
import Datasets
import DigitModels
import Diffusion
import Statistics

/// What was measured of a network.
struct Examination: Codable, Sendable {
  var recipe: Recipe
  var parameterCount: Int

  /// The loss on each test digit over uniform times, on lines that all networks share.
  var losses: [Float]
  var judgement: SampleJudgement
  var samples: PictureSheet

  var loss: SampleMean { SampleMean(of: losses.map(Double.init)) }

  /// How much lower the loss is than another network's, line by line.
  func gain(over other: Examination) -> SampleMean {
    SampleMean(of: zip(other.losses, losses).map { Double($0) - Double($1) })
  }
}

/// One change and what came of it.
struct Trial: Codable, Sendable {
  var change: Change
  var examination: Examination

  /// How much lower the loss is than that of the base.
  var gain: SampleMean

  /// Whether the gain is certain, and larger than what chance alone has made.
  func helps(moreThan chance: Double) -> Bool {
    gain.mean - gain.halfWidth > 0 && gain.mean > chance
  }
}

/// Examines networks: all on the same lines, from the same noise, by the same judge.
struct Gallery {
  let setting: BetterFlow.Setting
  let test: Digits
  let judge: DigitClassifier
  let reference: FeatureMoments
  private let random: (String) -> RandomStream

  init(
    _ setting: BetterFlow.Setting,
    test: Digits,
    judge: DigitClassifier,
    random: @escaping (String) -> RandomStream
  ) {
    self.setting = setting
    self.test = test
    self.judge = judge
    self.random = random
    reference = FeatureMoments(of: judge.features(of: test.images))
  }

  func examination(of network: TimeUNet, recipe: Recipe) -> Examination {
    var lines = random("lines to test digits")
    let times = (0..<10).map { (Float($0) + 0.5) / 10 }
    let losses = flowLosses(
      on: test.images[0..<min(setting.testCount, test.count)],
      at: times,
      using: &lines,
      velocity: network.velocity(at:time:)
    )
    var stream = random("noise")
    let samples = followFlow(
      from: .randomNormal(shape: [setting.sampleCount, 1, 28, 28], using: &stream),
      stepCount: setting.stepCount,
      velocity: network.velocity(at:time:)
    ).end
    return Examination(
      recipe: recipe,
      parameterCount: network.parameterCount,
      losses: losses[0].indices.map { line in
        Float(losses.reduce(0) { $0 + $1[line] } / Double(times.count))
      },
      judgement: SampleJudgement(of: samples, by: judge, against: reference),
      samples: PictureSheet(samples[0..<BetterFlow.shownCount])
    )
  }

  func realJudgement(of digits: Digits) -> SampleJudgement {
    SampleJudgement(of: digits.images, by: judge, against: reference)
  }
}
