import Arrays
import Datasets
import DigitModels
import Diffusion
import NeuralNet
import Notebook

/// A training whose learning rate stays as it is.
struct ConstantTraining: Codable, Sendable {
  var learningRate: Float
  var curve: LossCurve
  var finalLoss: Double

  /// The network after the last epoch, and the average that followed it.
  var network: Artifact
  var average: Artifact
}

/// What came of one way to set the learning rate.
struct ScheduledResult: Codable, Sendable {
  /// The constant rate; `nil` for the schedule.
  var learningRate: Float?

  /// Whether it is the average that followed the training.
  var isAveraged: Bool
  var drawing: Drawing

  /// The loss on test digits whose class is told.
  var loss: SampleMean
}

extension GuidedSampling {
  // snippet.constant-rates
  /// Trains the network of B2.5 again, but with rates that stay: the schedule's first one, and its
  /// geometric mean.
  func constantTrainings(
    like flow: Upstream.Flow,
    _ setting: Setting,
    in context: ChapterContext
  ) throws -> [ConstantTraining] {
    let first = flow.plan.learningRate.learningRate(inEpoch: 1)
    let last = flow.plan.learningRate.learningRate(inEpoch: flow.plan.epochCount)
    return try [first, (first * last).squareRoot()].map { rate in
      var plan = flow.plan
      plan.learningRate = ExponentialLR(initial: rate, gamma: 1)
      plan.snapshotEpochs = [plan.epochCount]
      return try constantTraining(plan, like: flow, setting, in: context)
    }
  }
  // snippet.end

  private func constantTraining(
    _ plan: TrainingPlan,
    like flow: Upstream.Flow,
    _ setting: Setting,
    in context: ChapterContext
  ) throws -> ConstantTraining {
    struct Inputs: Encodable {
      var seed: Int
      var channels: Int
      var digitCount: Int
      var plan: TrainingPlan
    }
    let inputs = Inputs(
      seed: setting.seed,
      channels: flow.channels,
      digitCount: flow.digitCount,
      plan: plan
    )
    let rate = plan.learningRate.initial
    return try context.checkpointed("constant rate \(rate)", inputs: inputs) { folder in
      var weights = context.random("weights", as: "B2.5")
      var training = DigitTraining(
        of: ClassTimeUNet(channels: flow.channels, using: &weights),
        by: Adam(learningRate: rate),
        plan: plan,
        on: try context.digits(.train, limit: flow.digitCount),
        random: { context.random($0, as: "B2.5") },
        in: folder
      )
      try training.runFlow(dropout: 0.1) { fraction, message in
        context.progress(0.6 * fraction, "rate \(rate), \(message)")
      }
      return ConstantTraining(
        learningRate: rate,
        curve: training.state.record.curve(),
        finalLoss: training.state.record.finalLoss(),
        network: try context.keep(training.snapshot(ofEpoch: plan.epochCount)),
        average: try context.keep(training.averagedSnapshot(ofEpoch: plan.epochCount))
      )
    }
  }

  /// Measures the networks of all trainings and their averages, the schedule's first.
  func scheduleStudy(
    _ flow: Upstream.Flow,
    _ trainings: [ConstantTraining],
    _ studio: Studio,
    in context: ChapterContext
  ) throws -> [ScheduledResult] {
    let scheduled = flow.snapshots[flow.snapshots.count - 1].network
    let pairs =
      [(rate: Float?.none, network: scheduled, average: flow.average)]
      + trainings.map { ($0.learningRate, $0.network, $0.average) }
    let test = studio.test.images[0..<studio.setting.testCount]
    let labels = NDArray.oneHot(Array(studio.test.labels.prefix(studio.setting.testCount)))
    return try pairs.flatMap { [($0.rate, $0.network, false), ($0.rate, $0.average, true)] }.map {
      rate,
      artifact,
      isAveraged in
      let network = try flow.network(artifact, in: context)
      var stream = context.random("lines to test digits")
      let losses = flowLosses(
        on: test,
        at: (0..<10).map { (Float($0) + 0.5) / 10 },
        using: &stream
      ) { network.velocity(at: $0, time: $1, labels: labels) }
      return ScheduledResult(
        learningRate: rate,
        isAveraged: isAveraged,
        drawing: studio.drawing(by: network, scale: Self.scale),
        loss: SampleMean(
          of: losses[0].indices.map { line in
            losses.reduce(0) { $0 + $1[line] } / Double(losses.count)
          }
        )
      )
    }
  }
}
