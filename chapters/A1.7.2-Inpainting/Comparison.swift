import Arrays
import Datasets
import Diffusion
import Notebook
import PretrainedModels
import Statistics

/// What repeating each step does to the seam, and what the mistake does, on several pictures.
struct Comparison: Codable, Sendable {
  /// The jump at the seam in the pictures themselves.
  var original: SampleMean
  var ways: [Way]
  var kept: Kept

  /// One way of filling holes.
  struct Way: Codable, Sendable {
    /// How often each step is made; `nil` for the mistake.
    var repeats: Int?
    var jump: SampleMean

    /// By how much the jump differs from that of the first way, picture by picture.
    var change: SampleMean

    /// The three pictures of the page.
    var examples: PictureSheet
  }

  init(
    on sample: HoleSample,
    setting: Inpainting.Setting,
    by model: PromptedModel,
    in context: ChapterContext
  ) throws {
    let ways: [Int?] = Inpainting.repeats + [nil]
    let results = try ways.enumerated().map { index, repeats in
      context.progress(0.5 + 0.5 * Double(index) / Double(ways.count), "comparing repeats")
      return try Self.filled(sample, repeats: repeats, setting: setting, by: model, in: context)
    }
    let jumps = results.map(sample.jumps)
    original = SampleMean(of: sample.jumps(in: sample.pictures))
    kept = results.dropLast().reduce(Kept(changed: 0, total: 0)) {
      $0 + Kept(of: $1, sample.pictures, sample.masks)
    }
    self.ways = ways.indices.map { index in
      Way(
        repeats: ways[index],
        jump: SampleMean(of: jumps[index]),
        change: SampleMean(of: zip(jumps[index], jumps[0]).map { $0 - $1 }),
        examples: PictureSheet(results[index][0..<sample.shownCount], range: -1...1)
      )
    }
  }

  /// Fills all holes without a prompt; `repeats` is `nil` for the mistake.
  private static func filled(
    _ sample: HoleSample,
    repeats: Int?,
    setting: Inpainting.Setting,
    by model: PromptedModel,
    in context: ChapterContext
  ) throws -> NDArray {
    let sampler = model.ddim(stridedTimesteps(by: setting.stride, of: 1000))
    return .joined(
      try (0..<setting.batchCount).map { batch in
        let places = sample.places(
          ofBatch: batch,
          count: setting.sceneCount / setting.batchCount
        )
        let (pictures, masks) = (sample.pictures[places], sample.masks[places])
        let none = try model.prompted(places.map { _ in "" })
        var stream = context.random("comparison \(batch)")
        guard let repeats else {
          return try inpaintPastingClean(
            pictures,
            mask: masks,
            by: sampler,
            predicting: none,
            using: stream
          )
        }
        return try inpaint(
          pictures,
          mask: masks,
          by: sampler,
          repeats: repeats,
          predicting: none,
          using: &stream
        )
      }
    )
  }
}
