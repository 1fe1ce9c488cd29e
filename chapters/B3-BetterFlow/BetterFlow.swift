import Arrays
import Datasets
import DigitModels
import Diffusion
import NeuralNet
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
    var sampleCount: Int
    var stepCount: Int
    var referenceCount: Int
    var testCount: Int

    init(for profile: Profile, seed: Int, limit: Int) {
      let isQuick = profile == .quick
      self.seed = seed
      sampleCount = max(BetterFlow.shownCount, min(limit, isQuick ? 128 : 2000))
      stepCount = isQuick ? 15 : 50
      referenceCount = min(limit, isQuick ? 2000 : 10_000)
      testCount = min(limit, isQuick ? 100 : 2000)
    }
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let limit = context.integer("limit")
    let setting = Setting(for: context.profile, seed: context.integer("seed"), limit: limit)
    let flow = try context.findings(of: "B2.2", as: Upstream.self).flow
    let base = Recipe(base: flow, seed: setting.seed, limit: limit)
    let gallery = Gallery(
      setting,
      test: try context.digits(.test, limit: setting.referenceCount),
      judge: try context.judge(),
      random: context.random
    )
    func examination(_ trained: Trained, isAveraged: Bool = false) throws -> Examination {
      let artifact = isAveraged ? trained.average : trained.network
      let inputs = ExaminationInputs(setting: setting, network: artifact)
      return try context.stage("examination", inputs: inputs) {
        gallery.examination(
          of: try context.network(artifact) {
            TimeUNet(channels: trained.recipe.channels, using: &$0)
          },
          recipe: trained.recipe
        )
      }
    }

    let plain = try trained(base, "base", in: context)
    let baseline = try examination(plain)
    let trials = try Change.allCases.map { change in
      var recipe = base
      recipe.apply(change)
      let outcome = recipe == base ? plain : try trained(recipe, change.rawValue, in: context)
      let found = try examination(outcome, isAveraged: change == .averaged)
      return Trial(change: change, examination: found, gain: found.gain(over: baseline))
    }
    let byChance = trials.first { $0.change == .otherSeed }.map { abs($0.gain.mean) } ?? 0
    let chosen = trials.filter { $0.change != .otherSeed && $0.helps(moreThan: byChance) }
      .map(\.change)
    let recipe = Recipe(combining: chosen, for: flow, seed: setting.seed)
    let combined = try examination(
      try trained(recipe, "combination", in: context),
      isAveraged: chosen.contains(.averaged)
    )
    let last = flow.snapshots[flow.snapshots.count - 1].network
    return Findings(
      source: gallery.test.source,
      setting: setting,
      base: base,
      baseline: baseline,
      trials: trials,
      chosen: chosen,
      combination: recipe,
      combined: combined,
      combinedGain: combined.gain(over: baseline),
      earlier: gallery.examination(
        of: try context.network(last) { TimeUNet(channels: flow.channels, using: &$0) },
        recipe: Recipe(of: flow, seed: setting.seed)
      ),
      real: gallery.realJudgement(of: try context.digits(.train, limit: setting.sampleCount))
    )
  }

  /// What the key of an examination is made of.
  private struct ExaminationInputs: Encodable {
    var setting: Setting
    var network: Artifact
  }
}
