import Arrays
import Datasets
import DigitModels
import Diffusion
import NeuralNet
import Notebook
import Statistics
import TrainedNetworks

/// A way to set the learning rate; each but the first differs from `first` in one thing.
enum RateRule: String, Codable, CaseIterable, Sendable {
  /// As B2.5 has it: falling by epoch.
  case schedule

  /// The schedule's first rate, which stays.
  case first

  /// The geometric mean of the schedule's first and last rates, which stays.
  case geometric

  /// A tenth of the first rate, which stays.
  case tenth

  /// The first rate, which stays once it has risen over the first epoch.
  case warmUp

  // snippet.rate-rules
  /// Returns a plan with another rate, and all else as it was.
  func applied(to plan: TrainingPlan, batchCount: Int) -> TrainingPlan {
    let first = plan.learningRate.learningRate(inEpoch: 1)
    let last = plan.learningRate
      .learningRate(inEpoch: plan.epochCount)
    func constant(_ rate: Float) -> ExponentialLR {
      ExponentialLR(initial: rate, gamma: 1)
    }
    var plan = plan
    switch self {
    case .schedule: break
    case .first: plan.learningRate = constant(first)
    case .geometric:
      plan.learningRate = constant((first * last).squareRoot())
    case .tenth: plan.learningRate = constant(first / 10)
    case .warmUp:
      plan.learningRate = constant(first)
      plan.warmUpSteps = batchCount
    }
    return plan
  }
  // snippet.end
}

/// What came of one rule in all trainings of the study.
struct RuleResult: Codable, Sendable {
  var rule: RateRule

  /// Whether it is the average that followed the training.
  var isAveraged: Bool

  /// The loss on the lines of the exam, class told, of each training.
  var losses: [Double]

  /// How many samples of all trainings are read as what was asked for.
  var accuracy: Proportion

  var loss: SampleMean { SampleMean(of: losses) }
}

extension GuidedSampling {
  /// The trainings of the study: half the channels and fewer digits of B2.5, each rule by each seed.
  func ruleResults(
    _ flow: Upstream.Flow,
    _ exam: ClassExam,
    _ setting: Setting,
    real: RealDigits,
    in context: ChapterContext
  ) throws -> [RuleResult] {
    var few = setting
    few.perClass = min(setting.perClass, setting.studyPerClass)
    let studio = Studio(few, real: real, random: context.random)
    return try RateRule.allCases.flatMap { rule in
      let recipes = (1...setting.studySeedCount).map { number in
        ClassRecipe(
          seed: setting.seed,
          number: number,
          channels: flow.channels / 2,
          digitCount: min(flow.digitCount, setting.studyDigitCount),
          plan: flow.plan,
          rule: rule
        )
      }
      let trainings = try recipes.map { try trained($0, in: context) }
      return try [false, true].map { isAveraged in
        let found = try zip(recipes, trainings).map { recipe, training in
          let artifact = isAveraged ? training.average : training.network
          return try result(of: artifact, recipe.channels, exam, studio, in: context)
        }
        return RuleResult(
          rule: rule,
          isAveraged: isAveraged,
          losses: found.map(\.loss.mean),
          accuracy: Proportion(
            found.reduce(0) { $0 + $1.drawing.accuracy.count },
            of: found.reduce(0) { $0 + $1.drawing.accuracy.total }
          )
        )
      }
    }
  }

  /// Measures a network by its loss on the exam and by what it draws.
  func result(
    of artifact: Artifact,
    _ channels: Int,
    _ exam: ClassExam,
    _ studio: Studio,
    in context: ChapterContext
  ) throws -> ClassResult {
    let inputs = StageInputs(setting: studio.setting, network: artifact, judge: exam.judge)
    return try context.stage("result", inputs: inputs) {
      let network = try context.network(artifact) {
        ClassTimeUNet(channels: channels, using: &$0)
      }
      let losses = exam.exam.losses {
        network.velocity(at: $0, time: $1, labels: .oneHot(exam.exam.digits.labels))
      }
      return ClassResult(
        drawing: studio.drawing(by: network, scale: Self.scale),
        loss: SampleMean(of: losses.lines)
      )
    }
  }
}

/// What was measured of a network with classes.
struct ClassResult: Codable, Sendable {
  var drawing: Drawing

  /// The loss on the exam's lines, class told.
  var loss: SampleMean
}

/// The exam of all flows, and the weights of the judge that looks at samples.
struct ClassExam {
  let exam: FlowExam
  let judge: Artifact
}
