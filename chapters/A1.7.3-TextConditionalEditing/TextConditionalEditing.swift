import Arrays
import Datasets
import Diffusion
public import Notebook
import PretrainedModels

/// Chapter A1.7.3: the edits of A1.7 with a prompt that says what is to come of the picture.
public struct TextConditionalEditing: Chapter {
  public static let section = Section("A1.7.3", "TextConditionalEditing")

  public static let parameters: [Parameter] =
    [
      .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."),
      .model, .embeddings, .judge, .guidance(default: 3),
    ] + wishes.map { .picture($0.picture) }

  /// What is to come of which picture.
  static let wishes: [(picture: EditedPicture, pair: PaintedScene.Pair)] = [
    (.campanile, PaintedScene.Pair(.rocket, .photograph)),
    (.lighthouse, PaintedScene.Pair(.sailboat, .oilPainting)),
    (.stillLife, PaintedScene.Pair(.skull, .oilPainting)),
  ]

  /// How many of the measured pictures are shown.
  static let exampleCount = 2

  /// Creates the chapter.
  public init() {}

  /// How much is computed.
  struct Setting: Codable, Sendable {
    /// Every so many timesteps of the loop are visited, for the pictures shown and the ones measured.
    var pace: Int
    var scenePace: Int

    /// The number of batches of eight pictures that are measured.
    var batchCount: Int

    static let batchSize = 8

    var sceneCount: Int { Self.batchSize * batchCount }

    init(for profile: Profile) {
      let isQuick = profile == .quick
      pace = isQuick ? 2 : 1
      scenePace = isQuick ? 9 : 2
      batchCount = isQuick ? 1 : 13
    }
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let setting = Setting(for: context.profile)
    let model = try context.model()
    let judge = try context.judge()
    let originals = NDArray.joined(
      try Self.wishes.map { try context.picture($0.picture, side: model.side) }
    )
    context.progress(0, "editing three pictures from six starts")
    let results = try edits(
      of: originals,
      by: model.ddim,
      pace: setting.pace,
      predicting: try model.guided(
        Self.wishes.map(\.pair.prompt),
        guidanceScale: context.guidanceScale
      ),
      using: context.random("edits")
    ).map { $0.map { min(1, max(-1, $0)) } }
    // As the prompt says, and past it.
    let sweeps = try [1, context.guidanceScale].enumerated().map { index, scale in
      context.progress(0.5 + 0.25 * Double(index), "editing painted pictures")
      return try PromptedScenes(
        scale: scale,
        setting: setting,
        by: model,
        judge: judge,
        in: context
      )
    }
    return Findings(
      seed: context.integer("seed"),
      side: model.side,
      setting: setting,
      titles: Self.wishes.map { context.title(of: $0.picture) },
      originals: PictureSheet(originals, range: -1...1),
      originalReadings: judge.read(originals).map(\.subject),
      edits: zip(EditStart.all, results).map { start, result in
        Findings.Edit(
          start: start,
          alphaBar: model.schedule.alphaBar(at: start.timestep),
          results: PictureSheet(result, range: -1...1),
          readings: judge.read(result).map(\.subject),
          compositions: compositions(of: result, and: originals)
        )
      },
      sweeps: sweeps
    )
  }
}
