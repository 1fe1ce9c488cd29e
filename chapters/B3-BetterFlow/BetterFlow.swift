import Datasets
import DigitModels
import Diffusion
public import Notebook
import Statistics
import TrainedNetworks

/// Chapter B3: what makes the network with a time draw better digits, one change at a time.
public struct BetterFlow: Chapter {
  public static let section = Section("B3", "BetterFlow")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of trainings and of noise."),
    .integer("limit", default: 60_000, in: 32...60_000, "The most digits of a set that are used."),
  ]

  public static let data: [DataRequirement] = [.mnist]
  public static let upstream = ["B1.2.2", "B2.2"]

  /// The number of samples shown: those of the first rows of noise, not picked.
  static let shownCount = 40

  /// Creates the chapter.
  public init() {}

  /// How much is drawn and measured.
  struct Setting: Codable, Sendable {
    var seed: Int

    /// The number of training digits that changes are chosen by.
    var validationCount: Int

    /// The most epochs that the combination is trained for.
    var combinationEpochs: Int
    var sampleCount: Int
    var stepCount: Int

    /// The number of test digits that samples are compared with, and the digits beside them.
    var referenceCount: Int

    init(for profile: Profile, seed: Int, limit: Int, learningFrom digitCount: Int) {
      let isQuick = profile == .quick
      self.seed = seed
      validationCount = min(isQuick ? 96 : 2000, digitCount / 8)
      combinationEpochs = isQuick ? 5 : 10
      sampleCount = max(BetterFlow.shownCount, min(limit, isQuick ? 96 : 1000))
      stepCount = isQuick ? 12 : 50
      referenceCount = min(limit, isQuick ? 2000 : 10_000)
    }
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let flow = try context.findings(of: "B2.2", as: Upstream.self).flow
    let setting = Setting(
      for: context.profile,
      seed: context.integer("seed"),
      limit: context.integer("limit"),
      learningFrom: flow.digitCount
    )
    let base = Recipe(base: flow, setting)
    let gallery = try Gallery(setting, learningFrom: flow.digitCount, in: context)

    let plain = try trained(base, "base", in: context)
    let baseline = try gallery.candidate(plain)
    let trials = try Change.allCases.map { change in
      var recipe = base
      recipe.apply(change)
      let outcome = recipe == base ? plain : try trained(recipe, change.rawValue, in: context)
      let found = try gallery.candidate(outcome, isAveraged: change == .averaged)
      return Trial(change: change, candidate: found, gain: found.gain(over: baseline))
    }
    let byChance = trials.first { $0.change == .otherSeed }.map { abs($0.gain.mean) } ?? 0
    let chosen = trials.filter {
      $0.change != .otherSeed && Change.helps($0.gain, moreThan: byChance)
    }
    .map(\.change)

    // Everything is chosen; now the test digits are looked at, once.
    let recipe = Recipe(combining: chosen, for: flow, setting)
    let combined = try trained(recipe, "combination", in: context)
    let tested = Findings.Tested(
      base: try gallery.examination(plain.network, base),
      combination: try gallery.examination(
        chosen.contains(.averaged) ? combined.average : combined.network,
        recipe
      ),
      earlier: try gallery.examination(
        flow.snapshots[flow.snapshots.count - 1].network,
        Recipe(of: flow, seed: setting.seed)
      )
    )
    return Findings(
      source: gallery.real.digits.source,
      setting: setting,
      base: base,
      baseline: baseline,
      trials: trials,
      chosen: chosen,
      combination: recipe,
      tested: tested,
      combinedGain: SampleMean(
        of: zip(tested.earlier.losses, tested.combination.losses).map { $0 - $1 }
      ),
      real: gallery.real.realJudgement(count: setting.sampleCount)
    )
  }
}
