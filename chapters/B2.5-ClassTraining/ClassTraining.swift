import Arrays
import Datasets
import DigitModels
import Diffusion
import NeuralNet
public import Notebook
import Statistics
import TrainedNetworks

/// Chapter B2.5: training the flow with classes, and what the class is worth at every time.
public struct ClassTraining: Chapter {
  public static let section = Section("B2.5", "ClassTraining")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of weights, order and noise."),
    .integer("limit", default: 60_000, in: 32...60_000, "The most digits of a set that are used."),
  ]

  public static let data: [DataRequirement] = [.mnist]

  public static let stages = ["training"]
  public static let upstream = ["B2.2"]

  /// The times at which a digit is looked at with each class.
  static let shownTimes: [Float] = [0, 0.2, 0.4, 0.6]

  /// Creates the chapter.
  public init() {}

  /// All that the training depends on besides sources and data; the scale is that of B2.2.
  struct Setting: Codable, Sendable {
    var seed: Int
    var channels: Int
    var digitCount: Int
    var plan: TrainingPlan
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let timeOnly = try context.findings(of: "B2.2", as: Upstream.self).flow
    let setting = Setting(
      seed: context.integer("seed"),
      channels: timeOnly.channels,
      digitCount: min(context.integer("limit"), timeOnly.digitCount),
      plan: timeOnly.plan
    )
    let train = try context.digits(.train, limit: setting.digitCount)
    let exam = try context.flowExam()
    let test = exam.digits
    let flow = try trained(setting, on: train, in: context)
    let network = try context.network(flow.snapshots[flow.snapshots.count - 1].network) {
      ClassTimeUNet(channels: setting.channels, using: &$0)
    }
    let labels = NDArray.oneHot(test.labels)
    let noLabels = NDArray(repeating: 0, shape: labels.shape)
    let plain = try context.network(timeOnly.snapshots[timeOnly.snapshots.count - 1].network) {
      TimeUNet(channels: timeOnly.channels, using: &$0)
    }
    let moments = ClassMoments(of: train.images, labels: train.labels)
    return Findings(
      source: train.source,
      seed: setting.seed,
      testCount: test.count,
      flow: flow,
      timeOnly: Findings.TimeOnly(curve: timeOnly.curve, finalLoss: timeOnly.finalLoss),
      variance: moments.variance,
      withinClassVariance: moments.withinClassVariance,
      comparison: Comparison(
        without: exam.losses(of: plain.velocity(at:time:)),
        told: exam.losses { network.velocity(at: $0, time: $1, labels: labels) },
        untold: exam.losses { network.velocity(at: $0, time: $1, labels: noLabels) }
      ),
      views: views(of: test.images[0..<1], by: network, in: context),
      shownLabel: test.labels[0],
      gains: network.gains(for: .oneHot(Array(0..<10))).bottleneck
    )
  }

  private func trained(
    _ setting: Setting,
    on digits: Digits,
    in context: ChapterContext
  ) throws -> Findings.Flow {
    try context.checkpointed("training", inputs: setting) { folder in
      // The order of the digits is that of the training without classes.
      var weights = context.random("weights", as: "B2.2")
      var training = DigitTraining(
        of: ClassTimeUNet(channels: setting.channels, using: &weights),
        by: Adam(learningRate: setting.plan.learningRate.initial),
        plan: setting.plan,
        on: digits,
        random: { context.random($0, as: "B2.2") },
        in: folder
      )
      try training.runFlow(report: context.progress)
      let record = training.state.record
      return Findings.Flow(
        channels: setting.channels,
        digitCount: setting.digitCount,
        plan: setting.plan,
        curve: record.curve(),
        finalLoss: record.finalLoss(),
        snapshots: try setting.plan.snapshotEpochs.map { epoch in
          Findings.Snapshot(
            epoch: epoch,
            network: try context.keep(training.snapshot(ofEpoch: epoch))
          )
        },
        average: try context.keep(training.averagedSnapshot(ofEpoch: setting.plan.epochCount))
      )
    }
  }

  /// Returns where the line of a digit seems to end from each of ``shownTimes``, for a network that is
  /// told no class and then each of the ten.
  private func views(
    of digit: NDArray,
    by network: ClassTimeUNet,
    in context: ChapterContext
  ) -> PictureSheet {
    var stream = context.random("line of a digit")
    let noise = NDArray.randomNormal(shape: digit.shape, using: &stream)
    let labels = NDArray.joined([
      NDArray(repeating: 0, shape: [1, 10]), .oneHot(Array(0..<10)),
    ])
    return PictureSheet(
      .joined(
        Self.shownTimes.map { time in
          let xt = interpolate(from: noise, to: digit, at: time)
          let points = NDArray.joined([NDArray](repeating: xt, count: 11))
          let u = network.velocity(at: points, time: time, labels: labels)
          return cleanEstimate(xt: points, velocity: u, at: time)
        }
      )
    )
  }
}
