import Arrays
import Datasets
import Diffusion
import Notebook
import PretrainedModels
import Statistics

/// Ways of denoising compared on many painted pictures, by their error and by the judge.
struct Contest: Codable, Sendable {
  /// What was measured of a way of denoising from the compared start.
  struct Entry: Codable, Sendable {
    var name: String

    /// PSNR in decibels, and mean squared error, unclipped.
    var peak: SampleMean
    var error: SampleMean

    /// How far they are from other real pictures, in the judge's features.
    var distance: KernelDistance

    /// How many pictures the judge reads as the subject that the clean picture shows.
    var recognised: Proportion

    /// How much detail there is, as a share of the clean picture's.
    var detail: SampleMean
  }

  /// PSNRs by where the denoising begins.
  struct Start: Codable, Sendable {
    var t: Int
    var noisy: SampleMean
    var blur: SampleMean
    var linear: SampleMean
    var oneStep: SampleMean
    var iterated: SampleMean

    /// What iterating costs in decibels against one step, picture by picture.
    var cost: SampleMean
  }

  var entries: [Entry]
  var starts: [Start]

  /// The first pictures of the compared start: clean, noisy, one step, DDPM and DDIM, of each as many.
  var shown: PictureSheet
  var referenceCount: Int

  /// The number of pictures shown of each kind.
  static let shownCount = 6

  init(
    of model: PromptedModel,
    _ setting: IterativeDenoising.Setting,
    in context: ChapterContext
  ) throws {
    let scenes = PaintedScene.unseenPhotographs(
      count: setting.comparedCount + setting.referenceCount,
      seed: context.integer("seed")
    )
    let (own, others) = (
      scenes.prefix(setting.comparedCount), scenes.dropFirst(setting.comparedCount)
    )
    let studio = Studio(
      model: model,
      clean: model.pictures(of: Array(own)),
      random: context.random
    )
    let examiner = Examiner(
      subjects: own.map(\.subject),
      clean: studio.clean,
      others: model.pictures(of: Array(others)),
      judge: try context.judge()
    )
    let t = IterativeDenoising.comparedStart
    let all = 0..<setting.comparedCount
    let oneStep = try studio.oneStep(all, from: t)
    let ddpm = try studio.iterated(all, from: t, by: model.ddpm)
    let ddim = try studio.iterated(all, from: t, by: model.ddim)
    let noisy = studio.noised(all, at: t)
    entries = [
      examiner.entry("noisy", noisy),
      examiner.entry("best blur", studio.blurred(all, at: t)),
      examiner.entry("best linear", studio.filtered(all, at: t)),
      examiner.entry("one step", oneStep),
      examiner.entry("DDPM", ddpm),
      examiner.entry("DDIM", ddim),
      examiner.entry("real", studio.clean),
    ]
    let few = 0..<setting.sweptCount
    starts = try IterativeDenoising.starts.map { start in
      context.progress(0.6, "denoising from t = \(start)")
      let iterated =
        start == t ? ddpm[few] : try studio.iterated(few, from: start, by: model.ddpm)
      return Start(start, few, iterated, try studio.oneStep(few, from: start), studio)
    }
    let first = 0..<min(Self.shownCount, setting.comparedCount)
    shown = PictureSheet(
      .joined([studio.clean, noisy, oneStep, ddpm, ddim].map { $0[first] }),
      range: -1...1
    )
    referenceCount = setting.referenceCount
  }
}

extension Contest.Start {
  init(_ t: Int, _ places: Range<Int>, _ iterated: NDArray, _ oneStep: NDArray, _ studio: Studio) {
    func peaks(_ pictures: NDArray) -> [Double] {
      places.map { peakSignalToNoise(pictures[$0], studio.clean[$0], peak: 2) }
    }
    let (single, many) = (peaks(oneStep), peaks(iterated))
    self.init(
      t: t,
      noisy: SampleMean(of: peaks(studio.noised(places, at: t))),
      blur: SampleMean(of: peaks(studio.blurred(places, at: t))),
      linear: SampleMean(of: peaks(studio.filtered(places, at: t))),
      oneStep: SampleMean(of: single),
      iterated: SampleMean(of: many),
      cost: SampleMean(of: zip(single, many).map { $0 - $1 })
    )
  }
}
