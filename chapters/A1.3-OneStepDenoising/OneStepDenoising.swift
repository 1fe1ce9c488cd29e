import Arrays
import Datasets
import Diffusion
public import Notebook
import PretrainedModels

/// Chapter A1.3: all the noise that the network finds, taken out at once.
public struct OneStepDenoising: Chapter {
  public static let section = Section("A1.3", "OneStepDenoising")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of noise and of painted pictures."),
    .file("image", "A PNG in place of the painted campanile."),
    .model, .embeddings,
  ]

  static let prompt = "a high quality photo"

  /// The timesteps whose pictures are shown.
  static let shownTimesteps = [250, 500, 750]

  /// The timesteps that are measured, among them the shown ones.
  static let timesteps = [25, 62, 125, 250, 375, 500, 625, 750, 812, 875, 940]

  /// The number of painted pictures shown.
  static let shownCount = 6

  /// How many pictures are made that are compatible with one noisy picture, at the last shown timestep,
  /// and the timesteps on their way.
  static let endCount = 8
  static let endTimesteps = Array(stride(from: 750, through: 0, by: -75))

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let model = try context.model()
    let count = context.profile == .quick ? 12 : 96
    let scenes = PaintedScene.unseenPhotographs(count: count - 1, seed: context.integer("seed"))
    let picture = try model.picture(context.file("image"))
    let clean = NDArray.joined([picture, model.pictures(of: scenes)])
    var stream = context.random("noise")
    let epsilon = NDArray.randomNormal(shape: clean.shape, using: &stream)
    let exam = Exam(clean: clean, epsilon: epsilon, schedule: model.schedule)

    var levels: [Findings.Level] = []
    var shown: [Findings.Shown] = []
    for (index, t) in Self.timesteps.enumerated() {
      context.progress(Double(index) / Double(Self.timesteps.count), "timestep \(t)")
      let answers = try exam.answers(at: t, of: model)
      levels.append(Findings.Level(answers, exam))
      if Self.shownTimesteps.contains(t) { shown.append(Findings.Shown(answers, exam)) }
    }
    return Findings(
      isPainted: context.file("image") == nil,
      seed: context.integer("seed"),
      side: model.side,
      pictureCount: count,
      clean: PictureSheet(clean[0..<Self.shownCount + 1], range: -1...1),
      levels: levels,
      shown: shown,
      ends: try ends(of: model, exam, in: context)
    )
  }

  /// Makes pictures that could have been the campanile before its noise, and compares their mean with
  /// the estimate of one step.
  private func ends(
    of model: PromptedModel,
    _ exam: Exam,
    in context: ChapterContext
  ) throws -> Findings.Ends {
    let t = Self.endTimesteps[0]
    let xt = exam.noised(at: t)[0..<1]
    let estimate = try oneStepDenoise(
      xt,
      at: t,
      schedule: model.schedule,
      predicting: model.prompted([Self.prompt])
    )
    var stream = context.random("ends")
    let ends = try iterativeDenoise(
      .joined([NDArray](repeating: xt, count: Self.endCount)),
      by: model.ddpm(Self.endTimesteps),
      predicting: model.prompted([String](repeating: Self.prompt, count: Self.endCount)),
      drawing: { .randomNormal(shape: $0, using: &stream) }
    )
    return Findings.Ends(ends, estimate: estimate, clean: exam.clean[0..<1])
  }
}
