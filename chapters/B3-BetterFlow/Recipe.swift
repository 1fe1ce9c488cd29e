import DigitModels
import NeuralNet
import Notebook

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One change to a training.
enum Change: String, Codable, CaseIterable, Sendable {
  /// Twice as many epochs, over which the rate falls as far.
  case longer

  /// Half as many channels more.
  case wider

  /// Batches of half the size: as many digits, twice as many steps.
  case smallerBatches

  /// Times drawn by the logistic function of a normal number: more in the middle, fewer at the ends.
  case middleTimes

  /// The average of the weights that followed the training, in place of the last weights.
  case averaged

  /// Normalization by groups of channels, in place of the batch.
  case groupNorm

  /// The time told to every block, in place of two.
  case everyBlock

  /// Nothing but other random numbers: how large a difference chance alone makes.
  case otherSeed
}

/// How a network is trained; all that the training depends on besides sources and data.
struct Recipe: Codable, Equatable, Sendable {
  var seed: Int
  var channels: Int
  var digitCount: Int
  var epochCount: Int
  var batchSize: Int
  var averageDecay: Float
  var design = TimeUNet.Design()
  var prefersMiddleTimes = false
  var hasOtherSeed = false

  /// The recipe of B2.2.
  init(of flow: BetterFlow.Upstream.Flow, seed: Int) {
    self.seed = seed
    channels = flow.channels
    digitCount = flow.digitCount
    epochCount = flow.plan.epochCount
    batchSize = flow.plan.batchSize
    averageDecay = flow.plan.averageDecay ?? 0.999
  }

  /// The small budget on which changes are tried: half the channels and a fifth of the epochs of B2.2,
  /// and no digit that changes are chosen by.
  init(base flow: BetterFlow.Upstream.Flow, _ setting: BetterFlow.Setting) {
    self.init(of: flow, seed: setting.seed)
    channels /= 2
    epochCount = max(1, epochCount / 5)
    digitCount -= setting.validationCount
  }

  /// The combination of changes with the width of B2.2 and a budget of its own: to be trained longer is
  /// then no change.
  init(
    combining changes: [Change],
    for flow: BetterFlow.Upstream.Flow,
    _ setting: BetterFlow.Setting
  ) {
    self.init(of: flow, seed: setting.seed)
    epochCount = min(epochCount, setting.combinationEpochs)
    digitCount -= setting.validationCount
    for change in changes where change != .longer { apply(change) }
  }

  // snippet.changes
  mutating func apply(_ change: Change) {
    switch change {
    case .longer: epochCount *= 2
    case .wider: channels += channels / 2
    case .smallerBatches: batchSize /= 2
    case .middleTimes: prefersMiddleTimes = true
    case .groupNorm: design.normalization = .group
    case .everyBlock: design.tellsEveryBlock = true
    case .otherSeed: hasOtherSeed = true
    case .averaged: break  // Only a matter of which weights to take.
    }
  }
  // snippet.end

  /// The plan: whatever the number of epochs, the rate falls from 0.01 to a tenth of it.
  var plan: TrainingPlan {
    TrainingPlan(
      epochCount: epochCount,
      batchSize: batchSize,
      learningRate: ExponentialLR(initial: 1e-2, gamma: pow(0.1, 1 / Double(epochCount))),
      snapshotEpochs: [epochCount],
      averageDecay: averageDecay
    )
  }

  /// How many digits the training sees, counting each time that it does.
  var seenCount: Int { digitCount * epochCount }
}
