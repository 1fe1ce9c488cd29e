import Arrays
import Datasets
import Diffusion
public import Notebook
import PretrainedModels

/// Chapter A1.7.2: parts of pictures that are painted anew, while the rest stays as it is.
public struct Inpainting: Chapter {
  public static let section = Section("A1.7.2", "Inpainting")

  public static let parameters: [Parameter] =
    [
      .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."),
      .model, .embeddings, .guidance(default: 3),
    ] + Hole.all.map { .picture($0.picture) } + Hole.all.map(\.parameter)

  /// How often each step is made, in the comparison.
  static let repeats = [1, 3, 5]

  /// Creates the chapter.
  public init() {}

  /// How much is computed.
  struct Setting: Codable, Sendable {
    /// The number of fills of one hole.
    var fillCount: Int

    /// The number of painted pictures on which a look at clean surroundings is measured.
    var lookCount: Int

    /// How far apart the timesteps are in the comparison, and the number of painted pictures in it
    /// beside the three of the page, in batches of as many.
    var stride: Int
    var sceneCount: Int
    var batchCount: Int

    init(for profile: Profile) {
      let isQuick = profile == .quick
      fillCount = isQuick ? 8 : 32
      lookCount = isQuick ? 4 : 64
      stride = isQuick ? 120 : 60
      batchCount = isQuick ? 1 : 16
      sceneCount = 6 * batchCount
    }
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let setting = Setting(for: context.profile)
    let model = try context.model()
    let originals = NDArray.joined(
      try Hole.all.map { try context.picture($0.picture, side: model.side) }
    )
    let masks = NDArray.joined(try Hole.all.map { try $0.mask(side: model.side, in: context) })
    let seams = (0..<masks.shape[0]).map { Seam(of: masks[$0]) }

    context.progress(0, "painting three holes")
    let guided = try model.guided(Hole.all.map(\.prompt), guidanceScale: context.guidanceScale)
    let loop = model.ddim(stridedTimesteps(by: 30, of: 1000))
    var stream = context.random("holes")
    let right = try inpaint(originals, mask: masks, by: loop, predicting: guided, using: &stream)
    let wrong = try inpaintPastingClean(
      originals,
      mask: masks,
      by: loop,
      predicting: guided,
      using: context.random("holes")
    )
    context.progress(0.3, "painting one hole \(setting.fillCount) times")
    let fills = try fills(
      of: originals[0..<1],
      masks[0..<1],
      setting.fillCount,
      by: model,
      in: context
    )
    let comparison = try Comparison(
      on: try HoleSample(
        originals: originals,
        masks: masks,
        scenes: context.paintedScenes(0..<setting.sceneCount)
      ),
      setting: setting,
      by: model,
      in: context
    )
    func jumps(_ pictures: NDArray) -> [Double] {
      seams.enumerated().map { $1.jump(in: pictures[$0]) }
    }
    return Findings(
      seed: context.integer("seed"),
      side: model.side,
      guidanceScale: context.guidanceScale,
      setting: setting,
      titles: Hole.all.map { context.title(of: $0.picture) },
      originals: PictureSheet(originals, range: -1...1),
      holes: PictureSheet(masks.map { 1 - $0 } * originals, range: -1...1),
      right: PictureSheet(right, range: -1...1),
      wrong: PictureSheet(wrong, range: -1...1),
      changes: PictureSheet(changes(right, originals), range: 0...1),
      jumps: Findings.Jumps(
        original: jumps(originals),
        right: jumps(right),
        wrong: jumps(wrong)
      ),
      surroundings: try Surroundings(
        context.paintedScenes(0..<setting.lookCount),
        by: model,
        in: context
      ),
      fills: Fills(fills, seam: seams[0]),
      comparison: comparison,
      kept: Kept(of: right, originals, masks) + Kept(of: fills, originals[0..<1], masks[0..<1])
        + comparison.kept
    )
  }

  /// Paints one hole several times, each from noise of its own.
  private func fills(
    of original: NDArray,
    _ mask: NDArray,
    _ count: Int,
    by model: PromptedModel,
    in context: ChapterContext
  ) throws -> NDArray {
    let rows = Array(repeating: 0, count: min(8, count))
    var stream = context.random("fills")
    let batches = try (0..<count / rows.count).map { _ in
      try inpaint(
        original.rows(at: rows),
        mask: mask.rows(at: rows),
        by: model.ddim(stridedTimesteps(by: 60, of: 1000)),
        predicting: try model.guided(
          rows.map { _ in Hole.all[0].prompt },
          guidanceScale: context.guidanceScale
        ),
        using: &stream
      )
    }
    return .joined(batches)
  }

  /// Half the difference of two sets of pictures, its magnitude: 0 where nothing has changed.
  private func changes(_ pictures: NDArray, _ originals: NDArray) -> NDArray {
    (pictures.map { min(1, max(-1, $0)) } - originals).map { $0.magnitude / 2 }
  }
}
