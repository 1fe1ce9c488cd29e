import Arrays
import Datasets
import Diffusion
public import Notebook
import PretrainedModels
import Statistics

/// Chapter A1.5: pictures from nothing but noise, and what they show.
public struct SamplingFromNoise: Chapter {
  public static let section = Section("A1.5", "SamplingFromNoise")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of noise and of painted pictures."),
    .model, .embeddings, .judge,
  ]

  static let prompt = "a high quality photo"

  /// The number of pictures from the full loop, and how far its timesteps are apart.
  static let shownCount = 5
  static let stride = 30

  /// How far timesteps are apart for the pictures that are measured.
  static let wideStride = 60

  /// The number of samples whose estimates are shown on their way.
  static let stripCount = 3

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let model = try context.model()
    let judge = try context.judge()
    let isQuick = context.profile == .quick
    let (count, referenceCount) = isQuick ? (20, 256) : (240, 1024)
    let timesteps = stridedTimesteps(by: Self.stride, of: model.schedule.stepCount)
    context.progress(0, "drawing \(Self.shownCount) pictures, twice")
    let noise = Self.noise(Self.shownCount, of: model, context.random("noise"))
    let ddpm = try Self.sample(noise, by: model.ddpm(timesteps), of: model, in: context)
    let ddim = try Self.sample(noise, by: model.ddim(timesteps), of: model, in: context)

    context.progress(0.4, "drawing \(count) pictures")
    let scenes = PaintedScene.unseenPhotographs(
      count: count + referenceCount,
      seed: context.integer("seed")
    )
    let examiner = Examiner(
      judge: judge,
      reference: model.pictures(of: scenes.suffix(referenceCount))
    )
    let wide = model.ddpm(stridedTimesteps(by: Self.wideStride, of: model.schedule.stepCount))
    var way = Way(timesteps: wide.timesteps)
    let samples = try Self.sample(
      Self.noise(count, of: model, context.random("noise of many")),
      by: wide,
      of: model,
      in: context
    ) { step in way.pass(step, judge: judge) }
    let real = model.pictures(of: Array(scenes.prefix(count)))
    return Findings(
      seed: context.integer("seed"),
      side: model.side,
      timestepCount: timesteps.count,
      wideTimestepCount: wide.timesteps.count,
      ddpm: PictureSheet(ddpm, range: -1...1),
      ddim: PictureSheet(ddim, range: -1...1),
      likeness: SampleMean(
        of: (0..<Self.shownCount).map { peakSignalToNoise(ddpm[$0], ddim[$0], peak: 2) }
      ),
      strangeness: SampleMean(
        of: (0..<Self.shownCount).map {
          peakSignalToNoise(ddpm[$0], ddim[($0 + 1) % Self.shownCount], peak: 2)
        }
      ),
      samples: PictureSheet(samples, range: -1...1),
      drawn: examiner.verdict(on: samples),
      real: examiner.verdict(on: real),
      referenceCount: referenceCount,
      strips: way.strips,
      decisions: way.decisions(for: judge.read(samples))
    )
  }

  private static func noise(
    _ count: Int,
    of model: PromptedModel,
    _ stream: RandomStream
  ) -> NDArray {
    var stream = stream
    return .randomNormal(shape: model.shape(count: count), using: &stream)
  }

  // snippet.sample
  // snippet.hide
  /// Makes pictures of noise, a batch at a time; all samplers draw the same fresh noise.
  // snippet.show
  private static func sample(
    _ noise: NDArray,
    by sampler: some ReverseSampler,
    of model: PromptedModel,
    in context: ChapterContext,
    onStep: (DenoisingStep) -> Void = { _ in }
  ) throws -> NDArray {
    var stream = context.random("noise of the steps")
    return try model.inBatches(noise.shape[0]) { part in
      try iterativeDenoise(
        noise[part],
        from: 0,
        by: sampler,
        predicting: model.prompted(part.map { _ in prompt }),
        drawing: { .randomNormal(shape: $0, using: &stream) },
        onStep: onStep
      )
    }
  }
  // snippet.end
}
