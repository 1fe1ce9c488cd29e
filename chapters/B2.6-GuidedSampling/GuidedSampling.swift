import Arrays
import Datasets
import DigitModels
import Diffusion
import NeuralNet
public import Notebook
import Statistics
import TrainedNetworks

/// Chapter B2.6: drawing the digit that is asked for, with guidance, without a schedule, and upside
/// down.
public struct GuidedSampling: Chapter {
  public static let section = Section("B2.6", "GuidedSampling")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of noise and of trainings."),
    .integer("limit", default: 60_000, in: 32...60_000, "The most digits of a set that are used."),
  ]

  public static let data: [DataRequirement] = [.mnist]
  public static let upstream = ["B1.2.2", "B2.5"]

  /// The weight of guidance unless another one is the subject.
  static let scale: Float = 5

  /// The weights that are compared; 0 ignores the class, and 1 is the conditional flow.
  static let scales: [Float] = [0, 1, 2, 3, 5, 7, 10]

  /// The number of rows of noise shown, each with all ten digits.
  static let shownRows = 4

  /// Creates the chapter.
  public init() {}

  /// How much is drawn; all that drawing depends on besides sources, data and networks.
  struct Setting: Codable, Sendable {
    var seed: Int
    var limit: Int

    /// The number T of Euler steps.
    var stepCount: Int

    /// The number of samples of each class that are measured.
    var perClass: Int

    /// The number of real digits that samples are compared with.
    var referenceCount: Int

    /// The number of pictures drawn for each pair of digits, and of steps for these.
    var perPair: Int
    var pairStepCount: Int

    /// The study of learning rates: trainings by each rule, digits to learn from, and samples of each
    /// class.
    var studySeedCount: Int
    var studyDigitCount: Int
    var studyPerClass: Int

    init(for profile: Profile, seed: Int, limit: Int) {
      let isQuick = profile == .quick
      self.seed = seed
      self.limit = limit
      stepCount = isQuick ? 12 : 50
      perClass = max(4, min(limit / 10, isQuick ? 8 : 100))
      referenceCount = min(limit, isQuick ? 2000 : 10_000)
      perPair = isQuick ? 3 : 32
      pairStepCount = isQuick ? 8 : 30
      studySeedCount = isQuick ? 1 : 3
      studyDigitCount = min(limit, isQuick ? 384 : 20_000)
      studyPerClass = isQuick ? 4 : 30
    }
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let setting = Setting(
      for: context.profile,
      seed: context.integer("seed"),
      limit: context.integer("limit")
    )
    let flow = try context.findings(of: "B2.5", as: Upstream.self).flow
    let test = try context.digits(.test, limit: setting.referenceCount)
    let judge = try context.judge()
    let real = RealDigits(test, judge: judge.network)
    let studio = Studio(setting, real: real, random: context.random)
    let exam = ClassExam(exam: try context.flowExam(), judge: judge.weights)
    let last = flow.snapshots[flow.snapshots.count - 1].network
    let final = try flow.network(last, in: context)
    let inputs = StageInputs(setting: setting, network: last, judge: judge.weights)

    context.progress(0, "sweeping the weight of guidance")
    let sweep = try Self.scales.map { scale in
      try context.stage("weight \(scale)", inputs: inputs) {
        studio.drawing(by: final, scale: scale)
      }
    }
    context.progress(0.1, "turning digits upside down")
    let ambigrams = Ambigrams(
      rows: try (0..<10).map { upright in
        try context.stage("ambigrams of \(upright)", inputs: inputs) {
          var stream = context.random("noise of ambigrams, \(upright)")
          return Ambigrams.Row(upright: upright, by: final, studio, using: &stream)
        }
      }
    )
    let constant = try trained(
      ClassRecipe(
        seed: setting.seed,
        number: 1,
        channels: flow.channels,
        digitCount: flow.digitCount,
        plan: flow.plan,
        rule: .geometric
      ),
      in: context
    )
    func result(_ artifact: Artifact) throws -> ClassResult {
      try self.result(of: artifact, flow.channels, exam, studio, in: context)
    }
    return Findings(
      source: test.source,
      setting: setting,
      channels: flow.channels,
      digitCount: flow.digitCount,
      plan: flow.plan,
      epochs: flow.snapshots.map(\.epoch),
      grids: try flow.snapshots.map { snapshot in
        let network = try flow.network(snapshot.network, in: context)
        return PictureSheet(studio.rows(by: network, scale: Self.scale, count: Self.shownRows))
      },
      scaleRows: PictureSheet(
        .joined(Self.scales.map { studio.rows(by: final, scale: $0, count: 1) })
      ),
      sweep: sweep,
      real: studio.drawing(of: studio.realDigits),
      curve: flow.curve,
      constant: constant,
      results: Findings.Results(
        schedule: try result(last),
        scheduleAveraged: try result(flow.average),
        constant: try result(constant.network),
        constantAveraged: try result(constant.average)
      ),
      rules: try ruleResults(flow, exam, setting, real: real, in: context),
      lossCount: exam.exam.digits.count,
      constantGrid: PictureSheet(
        studio.rows(
          by: try flow.network(constant.average, in: context),
          scale: Self.scale,
          count: Self.shownRows
        )
      ),
      ambigrams: ambigrams
    )
  }

  /// What the key of a stage is made of: the network it asks, how much it draws, and the judge.
  struct StageInputs: Encodable {
    var setting: Setting
    var network: Artifact
    var judge: Artifact
  }
}
