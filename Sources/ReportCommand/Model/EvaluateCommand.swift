import ArgumentParser
import Arrays
import Datasets
import Drawing
import Foundation
import NeuralNet
import Notebook
import PretrainedModels
import Pretraining
import TextToImage

/// `report evaluate`: the numbers of a model's card.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a model's pictures with a judge that was trained on painted ones.",
    discussion: """
      Samples four pictures for each pair of subject and medium, and twelve for the pairs that were \
      held out. Writes evaluation.json, and samples.png with the first picture of each pair, into the \
      model's folder, and prints the rows of its card. The judge is trained when there is none in \
      models/scene-judge.
      """
  )

  @OptionGroup
  var options: ModelOptions

  @Option(help: "The number of steps.")
  var steps = 50

  @Option(help: "How far pictures are pushed towards their prompt.")
  var guidance: Float = 7

  @Option(help: "The seed of the noise that the pictures begin as.")
  var seed: UInt64 = 180

  @Option(help: "How many painted pictures the judge learns from.")
  var judgePictures = 120_000

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
    let judgeFolder = try "\(ProjectOptions.findRoot())/\(SceneJudge.folder)"
    let judge = try trainedJudge(in: judgeFolder)
    let accuracy = JudgeTraining.accuracy(of: judge, pictureCount: 2000)
    let (evaluation, sheet) = try judged(pipeline, encoder, by: judge)
    let card = ModelCard(
      guidance: guidance,
      seed: seed,
      steps: steps,
      modelDigest: try directory.digest(withTextEncoder: true),
      judgeDigest: try ModelCard.judgeDigest(in: judgeFolder),
      judgeMedium: accuracy.medium,
      judgeSubject: accuracy.subject,
      model: evaluation
    )
    try Files.write(StableJSON.encode(card), to: "\(directory.path)/\(ModelCard.fileName)")
    try Files.write(
      PNG.encode(sheet.tiled(columns: 2 * PaintedMedium.allCases.count).flattened(over: .white)),
      to: "\(directory.path)/samples.png"
    )
    print("| the judge | right | of | 95 % interval |", "|---|---|---|---|", separator: "\n")
    print(card.judgeRows.joined(separator: "\n"))
    print("\n| the model | right | of | 95 % interval |", "|---|---|---|---|", separator: "\n")
    print(card.rows.joined(separator: "\n"))
    print("\ndiversity within a prompt: \(card.diversity) of the painter's")
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
      var stream = RandomStream(seed: seed, "evaluation", prompt)
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

  private func trainedJudge(in folder: String) throws -> SceneJudge {
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
