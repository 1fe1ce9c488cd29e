import Arrays
import Datasets
import Diffusion
public import Notebook
import PretrainedModels
import Statistics

/// Chapter A0: prompts of our own, and what more steps are worth.
public struct PromptsAndSteps: Chapter {
  public static let section = Section("A0", "PromptsAndSteps")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."),
    .model, .embeddings, .judge, .guidance(default: 3),
  ]

  static let prompts = [
    ComposedPrompt(.lighthouse, .oilPainting, setting: "on a cliff at dusk"),
    ComposedPrompt(.balloon, .watercolor, setting: "in the desert at dawn"),
    ComposedPrompt(.castle, .lithograph, setting: "in the mountains in winter"),
  ]

  /// The numbers of steps that are shown.
  static let shownSteps = [4, 8, 16, 32]

  /// A word that painted pictures' captions do not have.
  static let strangeWord = "zeppelin"

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let model = try context.model()
    let judge = try context.judge()
    let isQuick = context.profile == .quick
    let pairs = ComposedPrompt.plain(isQuick ? 12 : 120)
    let steps = isQuick ? [2, 4, 8, 16] : [2, 4, 8, 16, 32]
    context.progress(0, "drawing three prompts")
    let shown = try Self.shownSteps.map { count in
      let pictures = try sample(Self.prompts, steps: count, "noise", of: model, in: context)
      return Findings.Row(
        steps: count,
        pictures: PictureSheet(pictures, range: -1...1),
        readings: judge.read(pictures)
      )
    }
    let rates = try steps.enumerated().map { index, count in
      context.progress(
        0.3 + 0.2 * Double(index),
        "drawing \(pairs.count) prompts in \(count) steps"
      )
      let pictures = try sample(pairs, steps: count, "noise of many", of: model, in: context)
      return Findings.Rate(steps: count, judge.read(pictures), for: pairs)
    }
    return Findings(
      seed: context.integer("seed"),
      side: model.side,
      guidanceScale: context.guidanceScale,
      shown: shown,
      rates: rates,
      reading: try Findings.Reading(of: Self.prompts.map(\.text), by: model)
    )
  }

  // snippet.sample-prompts
  // snippet.hide
  /// Makes a picture of each prompt; the noise is the same for every number of steps.
  // snippet.show
  private func sample(
    _ prompts: [ComposedPrompt],
    steps: Int,
    _ noise: String,
    of model: PromptedModel,
    in context: ChapterContext
  ) throws -> NDArray {
    var stream = context.random(noise)
    let start = NDArray.randomNormal(
      shape: model.shape(count: prompts.count),
      using: &stream
    )
    let timesteps = TimestepSpacing.leading.timesteps(
      count: steps,
      of: model.schedule.stepCount
    )
    return try model.inBatches(prompts.count) { part in
      try iterativeDenoise(
        start[part],
        by: model.ddim(timesteps),
        predicting: model.guided(
          prompts[part].map(\.text),
          guidanceScale: context.guidanceScale
        ),
        drawing: { .randomNormal(shape: $0, using: &stream) }
      )
    }
  }
  // snippet.end
}
