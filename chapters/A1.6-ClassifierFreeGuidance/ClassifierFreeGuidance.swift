import Arrays
import Datasets
import Diffusion
public import Notebook
import PretrainedModels
import Statistics

/// Chapter A1.6: pushing each step past what the prompt asks for, and what that buys and costs.
public struct ClassifierFreeGuidance: Chapter {
  public static let section = Section("A1.6", "ClassifierFreeGuidance")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."), .model,
    .embeddings, .judge,
  ]

  /// The prompt of the samples, and how far they are pushed past it.
  static let prompt = "a high quality photo"
  static let scale: Float = 7
  static let sampleCount = 5

  /// The weights that are compared: 0 ignores the prompt, and 1 does what it says.
  static let scales: [Float] = [0, 1, 3, 7, 12]

  /// What they are compared on.
  static let pairs = [
    PaintedScene.Pair(.village, .oilPainting), PaintedScene.Pair(.sailboat, .watercolor),
    PaintedScene.Pair(.dog, .photograph),
  ]

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let model = try context.model()
    let fine = model.ddpm(stridedTimesteps(by: 30, of: model.schedule.stepCount))
    func samples(guidanceScale: Float) throws -> PictureSheet {
      let pictures = try picturesFromNoise(
        Self.sampleCount,
        side: model.side,
        by: fine,
        random: { context.random("noise of sample \($0)") },
        predicting: { numbers in
          try model.weighted(numbers.map { _ in Self.prompt }, guidanceScale: guidanceScale)
        }
      )
      return PictureSheet(pictures, range: -1...1)
    }
    let plain = try samples(guidanceScale: 1)
    let guided = try samples(guidanceScale: Self.scale)

    let trial = GuidanceTrial(
      model: model,
      judge: try context.judge(),
      perPair: context.profile == .quick ? 3 : 34,
      random: { context.random("noise of picture \($0)") }
    )
    var (weights, looks): ([Findings.Weight], [Findings.Look]) = ([], [])
    for (index, scale) in Self.scales.enumerated() {
      context.progress(Double(index) / Double(Self.scales.count), "weight \(scale)")
      let run = try trial.run(guidanceScale: scale)
      weights.append(run.weight)
      if scale == Self.scale { looks = try trial.looks(at: run.noisy) }
    }
    return Findings(
      seed: context.integer("seed"),
      side: model.side,
      stepCount: fine.timesteps.count,
      sweepStepCount: trial.sampler.timesteps.count,
      plain: plain,
      guided: guided,
      perPair: trial.perPair,
      weights: weights,
      bound: Findings.Bound(trial.sampler.bound),
      painted: trial.paintedReading,
      looks: looks
    )
  }
}
