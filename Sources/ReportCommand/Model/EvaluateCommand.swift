import ArgumentParser
import Arrays
import Datasets
import Drawing
import Foundation
import NeuralNet
import Notebook
import PretrainedModels
import Pretraining
import Statistics
import TextToImage

/// `report evaluate`: the numbers of a model's card.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a model's pictures with a judge that was trained on painted ones.",
    discussion: """
      Samples four pictures for each pair of subject and medium, and twelve for the pairs that were \
      held out. Writes evaluation.json, and samples.png with the first picture of each pair, into the \
      model's folder. The judge is \
      trained when there is none in models/scene-judge.
      """
  )

  @OptionGroup
  var options: ModelOptions

  @Option(help: "The number of steps.")
  var steps = 50

  @Option(help: "How far pictures are pushed towards their prompt.")
  var guidance: Float = 7

  @Option(help: "How many painted pictures the judge learns from.")
  var judgePictures = 120_000

  /// What is written of an evaluation.
  private struct Card: Encodable {
    let guidance: Float
    let judgeMedium: Proportion
    let judgeSubject: Proportion
    let model: ModelEvaluation
    let steps: Int
  }

  func validate() throws {
    guard (1...1000).contains(steps), judgePictures >= 1, guidance.isFinite, guidance >= 0 else {
      throw ValidationError(
        "--steps must be from 1 to 1000, --judge-pictures at least 1, and --guidance a number of at "
          + "least 0"
      )
    }
  }

  func run() throws {
    let directory = try options.directory()
    let pipeline = try TextToImagePipeline(directory)
    let encoder = try PromptEncoder(directory)
    guard !pipeline.isSecondStage, pipeline.pictureChannels == 3,
      pipeline.unet.configuration.sampleSize == ScenePainter.side
    else {
      throw ModelError(
        path: directory.path,
        message: "the judge reads colour pictures of \(ScenePainter.side) pixels, which this model"
          + " does not make"
      )
    }
    let judge = try trainedJudge()
    let accuracy = JudgeTraining.accuracy(of: judge, pictureCount: 2000)
    let (evaluation, sheet) = try judged(pipeline, encoder, by: judge)
    let card = Card(
      guidance: guidance,
      judgeMedium: accuracy.medium,
      judgeSubject: accuracy.subject,
      model: evaluation,
      steps: steps
    )
    try Files.write(StableJSON.encode(card), to: "\(directory.path)/evaluation.json")
    try Files.write(
      PNG.encode(sheet.tiled(columns: 2 * PaintedMedium.allCases.count).flattened(over: .white)),
      to: "\(directory.path)/samples.png"
    )
    tell("judge on painted pictures, subject", accuracy.subject)
    tell("judge on painted pictures, medium", accuracy.medium)
    tell("model, subject", evaluation.subject)
    tell("model, medium", evaluation.medium)
    tell("model, both, held-out pairs", evaluation.heldOut)
    print(
      "diversity within a prompt, share of the painter's: \(fixed(evaluation.diversity, digits: 2))"
    )
  }

  /// Samples the pictures of all prompts, and returns what the judge says of them, and the first of each.
  private func judged(
    _ pipeline: TextToImagePipeline,
    _ encoder: PromptEncoder,
    by judge: SceneJudge
  ) throws -> (ModelEvaluation, [Bitmap]) {
    let sampling = PictureSampling(stepCount: steps, guidanceScale: guidance)
    var line = ProgressLine("sampling")
    defer { line.end() }
    var sheet: [Bitmap] = []
    func pictures(of prompt: String, _ count: Int) throws -> NDArray {
      var stream = RandomStream(seed: 180, "evaluation", prompt)
      let texts = encoder.encode([prompt, ""]).states
      let pictures = try pipeline.sample(
        text: .joined([NDArray](repeating: texts[0..<1], count: count)),
        unwanted: .joined([NDArray](repeating: texts[1..<2], count: count)),
        sampling,
        draw: { NDArray.randomNormal(shape: $0, using: &stream) }
      )
      sheet.append(Bitmap(array: pictures[0]))
      return pictures
    }
    let evaluation = try ModelEvaluation(
      by: judge,
      report: { line.show($0, of: $1) },
      sample: pictures
    )
    return (evaluation, sheet)
  }

  private func tell(_ what: String, _ proportion: Proportion) {
    func percent(_ share: Double) -> String { fixed(100 * share, digits: 1) }
    print(
      "\(what): \(percent(proportion.share)) % (\(proportion.count) of \(proportion.total),"
        + " 95 % interval \(percent(proportion.interval.lowerBound))"
        + " to \(percent(proportion.interval.upperBound)) %)"
    )
  }

  private func trainedJudge() throws -> SceneJudge {
    let folder = try "\(ProjectOptions.findRoot())/\(SceneJudge.folder)"
    if FileManager.default.fileExists(atPath: folder) { return try SceneJudge(folder: folder) }
    var training = JudgeTraining()
    var line = ProgressLine("training the judge")
    training.run(pictureCount: judgePictures) { seen, _ in
      line.show(min(seen, judgePictures), of: judgePictures)
    }
    line.end()
    try Files.makeFolder(folder)
    try training.judge.write(to: folder)
    // What is written is in half precision, and that is what the card is about.
    return try SceneJudge(folder: folder)
  }
}
