import Arrays
import Datasets
import DigitModels
import Diffusion
import NeuralNet
public import Notebook
import TrainedNetworks

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Chapter B2.2: training the UNet with a time, and what its loss can and cannot be.
public struct FlowTraining: Chapter {
  public static let section = Section("B2.2", "FlowTraining")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of weights, order and noise."),
    .integer("limit", default: 60_000, in: 32...60_000, "The most digits of a set that are used."),
  ]

  public static let data: [DataRequirement] = [.mnist]

  public static let stages = ["training"]

  /// The times at which estimates of a digit are shown.
  static let shownTimes: [Float] = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9]

  /// The times at which the network's factors are read off.
  static let gainTimes = (0...40).map { Float($0) / 40 }

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let scale = Scale(in: context)
    let train = try context.digits(.train, limit: scale.digitCount)
    let exam = try context.flowExam()
    let test = exam.digits
    let flow = try trained(scale, on: train, in: context)
    let hasty = try trainHastily(scale, on: train, in: context)
    let networks = try flow.snapshots.map { snapshot in
      try context.network(snapshot.network) { TimeUNet(channels: scale.channels, using: &$0) }
    }
    let last = networks[networks.count - 1]
    let gains = last.gains(at: NDArray(Self.gainTimes, shape: [Self.gainTimes.count, 1]))
    return Findings(
      source: train.source,
      seed: context.integer("seed"),
      testCount: test.count,
      flow: flow,
      hasty: hasty,
      levels: try context.stage("levels", inputs: scale) {
        try Levels(train: train.images, test: test.images, random: context.random)
      },
      losses: try zip(flow.snapshots, networks).map { snapshot, network in
        let inputs = LossInputs(scale: scale, network: snapshot.network, testCount: test.count)
        return try context.stage("losses", inputs: inputs) {
          exam.losses(of: network.velocity(at:time:)).summary
        }
      },
      estimates: estimates(of: test.images[0..<1], by: networks, in: context),
      bottleneckGains: gains.bottleneck,
      firstStepUpGains: gains.firstStepUp
    )
  }

  /// What the key of a network's losses is made of.
  private struct LossInputs: Encodable {
    var scale: Scale
    var network: Artifact
    var testCount: Int
  }

  /// The scale of a training; all that it depends on besides sources and data.
  struct Scale: Codable, Sendable {
    var seed: Int
    var channels: Int
    var digitCount: Int
    var plan: TrainingPlan

    init(in context: ChapterContext) {
      let isQuick = context.profile == .quick
      seed = context.integer("seed")
      channels = isQuick ? 16 : 64
      digitCount = min(context.integer("limit"), isQuick ? 1344 : 60_000)
      plan = TrainingPlan(
        epochCount: 10,
        batchSize: isQuick ? 32 : 64,
        learningRate: ExponentialLR(initial: 1e-2, gamma: pow(0.1, 0.1)),
        snapshotEpochs: [1, 5, 10],
        averageDecay: isQuick ? 0.98 : 0.999
      )
    }
  }

  private func trained(
    _ scale: Scale,
    on digits: Digits,
    in context: ChapterContext
  ) throws -> Findings.Flow {
    try context.checkpointed("training", inputs: scale) { folder in
      var weights = context.random("weights")
      var training = DigitTraining(
        of: TimeUNet(channels: scale.channels, using: &weights),
        by: Adam(learningRate: scale.plan.learningRate.initial),
        plan: scale.plan,
        on: digits,
        random: context.random,
        in: folder
      )
      try training.runFlow(report: context.progress)
      let record = training.state.record
      return Findings.Flow(
        channels: scale.channels,
        digitCount: scale.digitCount,
        plan: scale.plan,
        curve: record.curve(first: Hasty.batchCount),
        finalLoss: record.finalLoss(),
        epochs: record.epochs.map { Findings.Epoch(loss: $0.loss, learningRate: $0.learningRate) },
        snapshots: try scale.plan.snapshotEpochs.map { epoch in
          Findings.Snapshot(
            epoch: epoch,
            network: try context.keep(training.snapshot(ofEpoch: epoch))
          )
        },
        average: try context.keep(training.averagedSnapshot(ofEpoch: scale.plan.epochCount))
      )
    }
  }

  /// Returns where networks think that one digit's line will end, seen from several times: first the
  /// points themselves, then a row for each network.
  private func estimates(
    of digit: NDArray,
    by networks: [TimeUNet],
    in context: ChapterContext
  ) -> PictureSheet {
    var stream = context.random("line of a digit")
    let noise = NDArray.randomNormal(shape: digit.shape, using: &stream)
    let points = Self.shownTimes.map { interpolate(from: noise, to: digit, at: $0) }
    let rows = networks.map { network in
      zip(points, Self.shownTimes).map { xt, time in
        cleanEstimate(xt: xt, velocity: network.velocity(at: xt, time: time), at: time)
      }
    }
    return PictureSheet(.joined(points + rows.joined()))
  }
}
