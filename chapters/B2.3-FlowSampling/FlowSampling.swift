import Arrays
import Datasets
import DigitModels
import Diffusion
public import Notebook
import Statistics
import TrainedNetworks

/// Chapter B2.3: following the trained flow from noise to digits, and measuring what arrives.
public struct FlowSampling: Chapter {
  public static let section = Section("B2.3", "FlowSampling")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."),
    .integer("limit", default: 60_000, in: 32...60_000, "The most digits of a set that are used."),
  ]

  public static let data: [DataRequirement] = [.mnist]
  public static let upstream = ["B1.2.2", "B2.2"]

  /// The number of samples shown in a grid: those of the first rows of noise, not picked.
  static let shownCount = 40

  /// The number of samples whose ways are shown.
  static let stripCount = 3

  /// The times at which the velocity on a test digit's line is shown.
  static let velocityTimes: [Float] = [0.25, 0.5, 0.75]

  /// Creates the chapter.
  public init() {}

  /// How much is drawn.
  struct Setting: Codable, Sendable {
    var seed: Int
    var limit: Int

    /// The number of samples that are measured, and the number T of Euler steps that they take.
    var sampleCount: Int
    var stepCount: Int

    /// The number of real digits that samples are compared with.
    var referenceCount: Int

    /// The number of samples in the comparison of solvers.
    var solvedCount: Int

    /// The numbers of steps whose samples are judged, and how many of them.
    var judgedSteps: [Int]
    var judgedCount: Int

    init(for profile: Profile, seed: Int, limit: Int) {
      let isQuick = profile == .quick
      self.seed = seed
      self.limit = limit
      sampleCount = min(limit, isQuick ? 160 : 2000)
      stepCount = isQuick ? 20 : 50
      referenceCount = min(limit, isQuick ? 2000 : 10_000)
      solvedCount = min(limit, isQuick ? 8 : 64)
      judgedSteps = isQuick ? [1, 2, 4, 8, 16, 32] : [1, 2, 4, 8, 16, 32, 64, 128]
      judgedCount = min(limit, isQuick ? 80 : 1000)
    }
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let setting = Setting(
      for: context.profile,
      seed: context.integer("seed"),
      limit: context.integer("limit")
    )
    let flow = try context.findings(of: "B2.2", as: Upstream.self).flow
    let train = try context.digits(.train, limit: min(setting.limit, flow.digitCount))
    let test = try context.digits(.test, limit: setting.referenceCount)
    let judge = try context.judge()
    let real = RealDigits(test, judge: judge.network)
    let last = flow.snapshots[flow.snapshots.count - 1].network
    let final = try flow.network(last, in: context)
    let noise = noise(count: max(setting.sampleCount, Self.shownCount), in: context)
    func inputs(_ network: Artifact) -> StageInputs {
      StageInputs(setting: setting, network: network, judge: judge.weights)
    }

    let drawings = try flow.snapshots.enumerated().map { index, snapshot in
      context.progress(0.15 * Double(index), "drawing with the network of epoch \(snapshot.epoch)")
      return try context.stage("drawing", inputs: inputs(snapshot.network)) {
        let network = try flow.network(snapshot.network, in: context)
        return Drawing(
          from: noise,
          stepCount: setting.stepCount,
          velocity: network.velocity(at:time:),
          real
        )
      }
    }
    context.progress(0.45, "comparing solvers")
    let solvers = try context.stage("solvers", inputs: inputs(last)) {
      SolverStudy(from: noise[0..<setting.solvedCount], velocity: final.velocity(at:time:))
    }
    let steps = try setting.judgedSteps.map { stepCount in
      context.progress(0.6, "\(stepCount) Euler steps")
      return try context.stage("\(stepCount) steps", inputs: inputs(last)) {
        Drawing(
          from: noise[0..<setting.judgedCount],
          stepCount: stepCount,
          velocity: final.velocity(at:time:),
          real
        ).judgement.confident
      }
    }
    context.progress(0.8, "looking for copies")
    let drawing = drawings[drawings.count - 1]
    return Findings(
      source: test.source,
      setting: setting,
      epochs: flow.snapshots.map(\.epoch),
      grids: drawings.map { PictureSheet($0.ends[0..<Self.shownCount]) },
      judgements: drawings.map(\.judgement),
      real: real.realJudgement(count: noise.shape[0]),
      strips: Findings.Strips(
        followFlow(
          from: noise[0..<Self.stripCount],
          stepCount: setting.stepCount,
          velocity: final.velocity(at:time:)
        )
      ),
      velocities: velocities(of: final, on: test.images[0..<1], in: context),
      straightness: drawing.straightness,
      lengthRatio: drawing.lengthRatio,
      solvers: solvers,
      steps: steps,
      memory: try context.stage("memory", inputs: inputs(last)) {
        Memory(samples: drawing.ends, noise: noise, train: train, test: test, setting)
      }
    )
  }

  /// What the key of a stage is made of.
  private struct StageInputs: Encodable {
    var setting: Setting
    var network: Artifact
    var judge: Artifact
  }

  private func noise(count: Int, in context: ChapterContext) -> NDArray {
    var stream = context.random("noise")
    return .randomNormal(shape: [count, 1, 28, 28], using: &stream)
  }

  /// Returns, for one digit at ``velocityTimes``, the point, the velocity found, the one wanted, and
  /// their difference.
  private func velocities(
    of network: TimeUNet,
    on digit: NDArray,
    in context: ChapterContext
  ) -> PictureSheet {
    var stream = context.random("line of a digit")
    let noise = NDArray.randomNormal(shape: digit.shape, using: &stream)
    let wanted = digit - noise
    return PictureSheet(
      .joined(
        Self.velocityTimes.flatMap { time in
          let xt = interpolate(from: noise, to: digit, at: time)
          let found = network.velocity(at: xt, time: time)
          return [xt, found, wanted, found - wanted]
        }
      ),
      range: -2...2
    )
  }
}
