import Arrays
import Datasets
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

  /// The small budget on which changes are tried: a fifth of that of B2.2.
  init(base flow: BetterFlow.Upstream.Flow, seed: Int, limit: Int) {
    self.init(of: flow, seed: seed)
    epochCount = max(1, epochCount / 5)
    digitCount = min(limit, digitCount)
  }

  /// The combination of changes, with the whole budget of B2.2: to be trained longer is then no change.
  init(combining changes: [Change], for flow: BetterFlow.Upstream.Flow, seed: Int) {
    self.init(of: flow, seed: seed)
    for change in changes where change != .longer { apply(change) }
  }

  // snippet.changes
  mutating func apply(_ change: Change) {
    switch change {
    case .longer: epochCount *= 2
    case .wider: channels += channels / 2
    case .smallerBatches: batchSize /= 2
    case .middleTimes: prefersMiddleTimes = true
    case .averaged: break  // The average is there; it is only a matter of which one to take.
    case .otherSeed: hasOtherSeed = true
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

/// A network that a recipe has led to.
struct Trained: Codable, Sendable {
  var recipe: Recipe
  var network: Artifact
  var average: Artifact
}

extension BetterFlow {
  func trained(_ recipe: Recipe, _ name: String, in context: ChapterContext) throws -> Trained {
    try context.checkpointed("training \(name)", inputs: recipe) { folder in
      func random(_ purpose: String) -> RandomStream {
        context.random(recipe.hasOtherSeed ? "another \(purpose)" : purpose, as: "B2.2")
      }
      var weights = random("weights")
      var training = DigitTraining(
        of: TimeUNet(channels: recipe.channels, using: &weights),
        by: Adam(learningRate: recipe.plan.learningRate.initial),
        plan: recipe.plan,
        on: try context.digits(.train, limit: recipe.digitCount),
        random: random,
        in: folder
      )
      try training.runFlow(
        report: { context.progress($0, "\(name): \($1)") },
        times: recipe.prefersMiddleTimes ? middleTimes : uniformTimes
      )
      return Trained(
        recipe: recipe,
        network: try context.keep(training.snapshot(ofEpoch: recipe.epochCount)),
        average: try context.keep(training.averagedSnapshot(ofEpoch: recipe.epochCount))
      )
    }
  }
}

// snippet.middle-times
/// Draws times of which two thirds lie between 0.27 and 0.73.
///
/// They are 1 / (1 + e^(-z)) of normal z (Esser et al. 2024).
@Sendable func middleTimes(_ count: Int, _ stream: inout RandomStream) -> NDArray {
  NDArray.randomNormal(shape: [count, 1], using: &stream).map { 1 / (1 + exp(-$0)) }
}
// snippet.end
