import Arrays
import Datasets
import Diffusion
public import Notebook
import PretrainedModels
import Statistics

/// Chapter A1.8: pictures that show something else when they are turned.
public struct VisualAnagrams: Chapter {
  public static let section = Section("A1.8", "VisualAnagrams")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."), .model,
    .embeddings, .judge, .guidance(default: 7),
  ]

  /// What is to be seen upright, and turned by half a turn.
  static let pairs: [(medium: PaintedMedium, upright: PaintedSubject, turned: PaintedSubject)] = [
    (.oilPainting, .oldMan, .campfire), (.watercolor, .mushroom, .cup),
  ]

  /// The pictures of a pair that are shown.
  static let shownCount = 4

  /// Views that do not keep white noise white, for pictures of a side.
  static func failingViews(side: Int) -> [PictureView] {
    [
      PictureView("contrast × 1.5", factor: 1.5),
      PictureView("blurred", blurredBy: Float(side) / 32),
    ]
  }

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let (model, judge) = (try context.model(), try context.judge())
    let isQuick = context.profile == .quick
    let sampler = model.ddpm(stridedTimesteps(by: 60, of: model.schedule.stepCount))
    func trial(_ anagram: SceneAnagram, count: Int) throws -> AnagramTrial {
      try AnagramTrial(
        anagram,
        count: count,
        shownCount: Self.shownCount,
        guidanceScale: context.guidanceScale,
        by: model,
        stepping: sampler,
        readBy: judge,
        random: { context.random("noise of picture \($0)") }
      )
    }
    let failing = Self.failingViews(side: model.side)
    let first = Self.pairs[0]
    return Findings(
      seed: context.integer("seed"),
      side: model.side,
      guidanceScale: context.guidanceScale,
      stepCount: sampler.timesteps.count,
      trials: try Self.pairs.enumerated().map { index, pair in
        context.progress(Double(index) / 3, "pictures of pair \(index + 1)")
        return try trial(
          SceneAnagram(pair.medium, [(.upright, pair.upright), (.halfTurn, pair.turned)]),
          count: isQuick ? 8 : 100
        )
      },
      controls: Self.pairs.map { pair in Findings.Control(pair, judge: judge) },
      failing: try failing.map { view in
        try trial(
          SceneAnagram(first.medium, [(.upright, first.upright), (view, first.turned)]),
          count: isQuick ? 2 : 50
        )
      },
      noise: try NoiseStudy(
        views: [.upright, .halfTurn, .negative] + failing,
        model: model,
        pair: PaintedScene.Pair(first.upright, first.medium),
        count: isQuick ? 8 : 64,
        random: { context.random("noise in views, \($0)") }
      )
    )
  }
}
