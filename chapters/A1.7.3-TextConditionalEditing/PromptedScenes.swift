import Arrays
import Datasets
import Diffusion
import Notebook
import PretrainedModels
import Statistics

/// What becomes of real pictures of the painted world that are asked to be something else.
struct PromptedScenes: Codable, Sendable {
  /// The weight of guidance.
  var scale: Float

  /// The first pictures, what was painted, and what was asked for.
  var examples: PictureSheet
  var exampleSubjects: [PaintedSubject]
  var examplePrompts: [String]

  /// How alike two of the pictures are in composition.
  var unrelatedComposition: Double
  var levels: [Level]

  /// The edits from one start.
  struct Level: Codable, Sendable {
    var start: EditStart

    /// How many are read as the subject asked for, and how many still as the one painted.
    var reached: Proportion
    var kept: Proportion

    /// How alike an edit and its picture are in composition.
    var composition: SampleMean
    var examples: PictureSheet
    var exampleReadings: [PaintedSubject]
  }

  init(
    scale: Float,
    setting: TextConditionalEditing.Setting,
    by model: PromptedModel,
    judge: SceneJudge,
    in context: ChapterContext
  ) throws {
    let scenes = context.paintedScenes(0..<setting.sceneCount)
    var stream = context.random("wishes")
    let wishes = scenes.map { Self.wish(for: $0, using: &stream) }
    let pictures = ScenePainter.pictures(of: scenes, side: model.side)
    var results = EditStart.all.map { _ in [NDArray]() }
    for batch in 0..<setting.batchCount {
      let size = TextConditionalEditing.Setting.batchSize
      let places = batch * size..<(batch + 1) * size
      let prompts = wishes[places].map(\.prompt)
      let edited = try edits(
        of: pictures[places],
        by: model.ddim,
        pace: setting.scenePace,
        // At 1 guidance is the prompt's own answer, for half of the evaluations.
        predicting: scale == 1
          ? try model.prompted(prompts) : try model.guided(prompts, guidanceScale: scale),
        using: context.random("painted pictures \(batch)")
      )
      for (index, result) in edited.enumerated() {
        results[index].append(result.map { min(1, max(-1, $0)) })
      }
    }
    let shown = 0..<TextConditionalEditing.exampleCount
    self.scale = scale
    examples = PictureSheet(pictures[shown], range: -1...1)
    exampleSubjects = scenes[shown].map(\.subject)
    examplePrompts = wishes[shown].map(\.prompt)
    let others = pictures.rows(at: Array(1..<scenes.count) + [0])
    unrelatedComposition = SampleMean(of: compositions(of: others, and: pictures)).mean
    levels = zip(EditStart.all, results.map(NDArray.joined)).map { start, result in
      let readings = judge.read(result).map(\.subject)
      return Level(
        start: start,
        reached: Proportion(zip(readings, wishes).count { $0 == $1.subject }, of: readings.count),
        kept: Proportion(zip(readings, scenes).count { $0 == $1.subject }, of: readings.count),
        composition: SampleMean(of: compositions(of: result, and: pictures)),
        examples: PictureSheet(result[shown], range: -1...1),
        exampleReadings: Array(readings[shown])
      )
    }
  }

  /// Draws another subject for a picture, in the medium that it has.
  private static func wish(
    for scene: PaintedScene,
    using stream: inout RandomStream
  ) -> PaintedScene.Pair {
    let choices = PaintedSubject.allCases.map { PaintedScene.Pair($0, scene.medium) }
      .filter { $0.subject != scene.subject && !PaintedScene.heldOutPairs.contains($0) }
    return choices[Int(stream.nextUniform() * Float(choices.count))]
  }
}
