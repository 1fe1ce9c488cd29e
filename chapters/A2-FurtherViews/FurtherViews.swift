import Arrays
import Datasets
import Diffusion
import Drawing
public import Notebook
import PretrainedModels

/// Chapter A2: anagrams in other views, a logo made into pictures, and what Part A has come to.
public struct FurtherViews: Chapter {
  public static let section = Section("A2", "FurtherViews")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."), .model,
    .embeddings, .judge, .guidance(default: 7),
  ]

  public static let upstream = ["A1.6", "A1.8", "A1.9"]

  // snippet.further-views
  // snippet.hide
  /// What is to be seen upright, and in the other views of each anagram.
  // snippet.show
  static let anagrams = [
    [(.quarterTurn, .campfire)],
    [(.flipped, .campfire)],
    [(.negative, .campfire)],
    [(.quarterTurn, .skull), (.halfTurn, .campfire)],
  ].map { (others: [SceneAnagram.Part]) in
    SceneAnagram(.oilPainting, [(.upright, .oldMan)] + others)
  }
  // snippet.end

  /// The pictures of an anagram that are shown.
  static let shownCount = 2

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let (model, judge) = (try context.model(), try context.judge())
    let sampler = model.ddpm(stridedTimesteps(by: 60, of: model.schedule.stepCount))
    let trials = try Self.anagrams.enumerated().map { index, anagram in
      context.progress(Double(index) / 5, "views of anagram \(index + 1)")
      return try AnagramTrial(
        anagram,
        count: context.profile == .quick ? 2 : 100,
        shownCount: Self.shownCount,
        guidanceScale: context.guidanceScale,
        by: model,
        stepping: sampler,
        readBy: judge,
        random: { context.random("noise of picture \($0)", as: "A1.8") }
      )
    }
    return Findings(
      seed: context.integer("seed"),
      side: model.side,
      guidanceScale: context.guidanceScale,
      stepCount: sampler.timesteps.count,
      trials: trials,
      logo: try LogoStudy(
        model: model,
        judge: judge,
        guidanceScale: context.guidanceScale,
        by: sampler
      ) {
        context.random("noise of the logo")
      },
      upstream: try Upstream(in: context)
    )
  }
}
