import Arrays
import Datasets
import Diffusion
public import Notebook
import PretrainedModels
import Statistics

/// Chapter A1.7: pictures that are given noise and denoised again, from a photograph to a drawing.
public struct ImageToImage: Chapter {
  public static let section = Section("A1.7", "ImageToImage")

  public static let parameters: [Parameter] =
    [
      .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."),
      .model, .embeddings, .judge, .guidance(default: 3),
    ] + EditedPicture.allCases.map { .picture($0) }

  static let prompt = "a high quality photo"

  /// How many of the measured pictures are shown.
  static let exampleCount = 4

  /// Creates the chapter.
  public init() {}

  /// How much is computed.
  struct Setting: Codable, Sendable {
    /// Every so many timesteps of the loop are visited, for the pictures shown and the ones measured.
    var pace: Int
    var scenePace: Int

    /// The number of pictures measured, in batches of as many.
    var sceneCount: Int
    var batchCount: Int

    init(for profile: Profile) {
      let isQuick = profile == .quick
      pace = isQuick ? 2 : 1
      scenePace = isQuick ? 9 : 2
      batchCount = isQuick ? 1 : 8
      sceneCount = 13 * batchCount
    }
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let setting = Setting(for: context.profile)
    let model = try context.model()
    let pictures = EditedPicture.allCases
    let originals = NDArray.joined(
      try pictures.map { try context.picture($0, side: model.side) }
    )
    context.progress(0, "editing six pictures from six starts")
    let results = try edits(
      of: originals,
      by: model.ddim,
      pace: setting.pace,
      predicting: try model.guided(
        pictures.map { _ in Self.prompt },
        guidanceScale: context.guidanceScale
      ),
      using: context.random("edits")
    )
    let campanile = originals[0..<1]
    func noised(_ timestep: Int) -> NDArray {
      var stream = context.random("edits")
      return addNoise(to: campanile, at: timestep, schedule: model.schedule, using: &stream).xt
    }
    return Findings(
      seed: context.integer("seed"),
      side: model.side,
      guidanceScale: context.guidanceScale,
      setting: setting,
      titles: pictures.map { context.title(of: $0) },
      originals: PictureSheet(originals, range: -1...1),
      edits: zip(EditStart.all, results).map { start, result in
        Findings.Edit(
          start: start,
          alphaBar: model.schedule.alphaBar(at: start.timestep),
          results: PictureSheet(result, range: -1...1),
          distances: distances(of: result, to: originals),
          noised: PictureSheet(noised(start.timestep), range: -1...1),
          wronglyNoised: PictureSheet(noised(30 * start.place), range: -1...1)
        )
      },
      scenes: try editedScenes(model, setting, in: context)
    )
  }

  /// Edits real pictures of the painted world, and has the judge read what came of them.
  private func editedScenes(
    _ model: PromptedModel,
    _ setting: Setting,
    in context: ChapterContext
  ) throws -> EditedScenes {
    let judge = try context.judge()
    let batches = try (0..<setting.batchCount).map { batch in
      context.progress(
        0.6 + 0.4 * Double(batch) / Double(setting.batchCount),
        "editing \(setting.sceneCount) painted pictures"
      )
      return try EditedScenes.Batch(
        number: batch,
        count: setting.sceneCount / setting.batchCount,
        pace: setting.scenePace,
        by: model,
        judge: judge,
        in: context
      )
    }
    return EditedScenes(batches)
  }
}
