import Arrays
import Datasets
import Diffusion
public import Notebook
import PretrainedModels

/// Chapter A1.4: taking the noise out a little at a time, and what that is good for.
public struct IterativeDenoising: Chapter {
  public static let section = Section("A1.4", "IterativeDenoising")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of noise and of painted pictures."),
    .file("image", "A PNG in place of the painted campanile."),
    .model, .embeddings, .judge,
  ]

  static let prompt = "a high quality photo"

  /// How far the timesteps of the loop are apart, and the place among them where it begins.
  static let stride = 30
  static let first = 10

  /// Of the pictures on the way, every so many are shown.
  static let shownEvery = 5

  /// How far timesteps are apart where many pictures are denoised, where these begin, and where it is
  /// that ways of denoising are compared.
  static let wideStride = 60
  static let starts = [180, 420, 660, 900]
  static let comparedStart = 660

  /// Creates the chapter.
  public init() {}

  /// How much is computed.
  struct Setting {
    /// How many pictures are denoised from the compared start, and from each of the others.
    let comparedCount: Int
    let sweptCount: Int

    /// How many other real pictures the judge compares them with.
    let referenceCount: Int

    init(for profile: Profile) {
      let isQuick = profile == .quick
      comparedCount = isQuick ? 20 : 128
      sweptCount = isQuick ? 8 : 64
      referenceCount = isQuick ? 256 : 1024
    }
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let model = try context.model()
    let setting = Setting(for: context.profile)
    let timesteps = stridedTimesteps(by: Self.stride, of: model.schedule.stepCount)
    context.progress(0, "denoising the picture")
    let run = try CampanileRun(
      of: model,
      picture: model.picture(context.file("image")),
      timesteps: timesteps,
      random: context.random
    )
    context.progress(0.1, "denoising many pictures")
    let contest = try Contest(of: model, setting, in: context)
    return Findings(
      isPainted: context.file("image") == nil,
      seed: context.integer("seed"),
      side: model.side,
      variance: model.ddpm(timesteps).variance,
      timesteps: timesteps,
      weights: timesteps.indices.map { Findings.Weights(at: $0, of: model.ddpm(timesteps)) },
      run: run,
      contest: contest
    )
  }
}
