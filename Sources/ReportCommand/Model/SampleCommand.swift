public import ArgumentParser
import Arrays
import Datasets
import Digests
import Drawing
import Foundation
import Notebook
public import TextToImage

/// `report sample`: a picture from a text.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Make a picture from a text.",
    discussion: """
      Example: report sample --model models/vignette --prompt "an oil painting of a village" -o a.png
      The picture's text chunks say how it was made: prompts, seed, sampler, and digests of the models.
      """
  )

  @OptionGroup
  var options: ModelOptions

  @Option(help: "What the picture shows.")
  var prompt: String

  @Option(help: "What it is pushed away from.")
  var negative = ""

  @Option(help: "The number of steps; time grows with it.")
  var steps = 50

  @Option(help: "How far the picture is pushed towards the prompt; 1 is not at all.")
  var guidance: Float = 7

  @Option(help: "The seed of the noise that the picture begins as.")
  var seed: UInt64 = 180

  @Option(help: "The way to take a step: ddpm, or ddim, which adds no noise.")
  var sampler = PictureSampling.Method.ddpm

  @Option(
    help: ArgumentHelp(
      "A second model, which makes the picture of the first one larger; guided by 4 at most.",
      valueName: "dir"
    )
  )
  var upscale: String?

  @Option(
    help: ArgumentHelp(
      "Encoded prompts, .pth or .safetensors, instead of the model's text encoder.",
      valueName: "file"
    )
  )
  var embeddings: String?

  @Option(name: [.short, .long], help: ArgumentHelp("The picture, a PNG.", valueName: "file"))
  var output: String

  /// DeepFloyd IF's own guidance of its second stage.
  private static let upscaleGuidance: Float = 4

  func validate() throws {
    guard (1...1000).contains(steps) else {
      throw ValidationError("--steps must be from 1 to 1000, not \(steps)")
    }
    guard guidance.isFinite, guidance >= 0 else {
      throw ValidationError("--guidance must be a number of at least 0, not \(guidance)")
    }
    try OutputFile.check(output)
  }

  func run() throws {
    let directory = try options.directory()
    let larger = try upscale.map { try ModelDirectory(path: $0) }
    let first = try TextToImagePipeline(directory)
    let second = try larger.map { try TextToImagePipeline($0) }
    try checkStages(first, second)
    let sampling = PictureSampling(method: sampler, stepCount: steps, guidanceScale: guidance)
    // The text encoder is let go before the first step.
    let (text, unwanted) = try encodedPrompts(directory, isGuided: sampling.isGuided)
    var gentle = sampling
    gentle.guidanceScale = min(guidance, Self.upscaleGuidance)
    try second?.check(gentle, textWidth: text.shape[2])
    var picture = try sample(first, sampling, "sampling", text, unwanted)
    if let second {
      picture = try sample(second, gentle, "enlarging", text, unwanted, enlarging: picture)
    }
    let digests = try digests(directory, larger, NDArray.joined([text, unwanted]))
    let bytes = PNG.encode(Bitmap(array: picture[0]), text: description + digests)
    try Files.write(bytes, to: URL(fileURLWithPath: output).path)
    print(output)
  }

  /// Refuses models that do not go together before anything is computed.
  private func checkStages(_ first: TextToImagePipeline, _ second: TextToImagePipeline?) throws {
    guard !first.isSecondStage else {
      throw ModelError(
        path: options.model,
        message: "this model makes pictures larger; name it by --upscale, and by --model one that "
          + "makes them"
      )
    }
    guard [1, 3].contains(first.pictureChannels) else {
      throw ModelError(
        path: options.model,
        message: "its pictures have \(first.pictureChannels) channels, and a PNG has 1 or 3"
      )
    }
    guard let second, let upscale else { return }
    guard second.isSecondStage, second.pictureChannels == first.pictureChannels else {
      throw ModelError(
        path: upscale,
        message: "this model makes no pictures of \(first.pictureChannels) channels larger; name a "
          + "second stage by --upscale"
      )
    }
  }

  /// Returns the prompt and the negative one encoded; without guidance the first stands for both.
  private func encodedPrompts(
    _ directory: ModelDirectory,
    isGuided: Bool
  ) throws -> (text: NDArray, unwanted: NDArray) {
    let prompts = isGuided ? [prompt, negative] : [prompt]
    let states =
      try embeddings.map { try PromptEmbeddings(path: $0).encoded(prompts) }
      ?? PromptEncoder(directory).encode(prompts, onOmission: ModelOptions.warnOfOmission).states
    return (states[0..<1], states[prompts.count - 1..<prompts.count])
  }

  private func sample(
    _ pipeline: TextToImagePipeline,
    _ sampling: PictureSampling,
    _ subject: String,
    _ text: NDArray,
    _ unwanted: NDArray,
    enlarging small: NDArray? = nil
  ) throws -> NDArray {
    var stream = RandomStream(seed: seed, "sample", subject)
    var line = ProgressLine(subject)
    line.show(0, of: sampling.stepCount)
    defer { line.end() }
    return try pipeline.sample(
      text: text,
      unwanted: unwanted,
      sampling,
      enlarging: small,
      draw: { NDArray.randomNormal(shape: $0, using: &stream) },
      onStep: { done, _, _ in line.show(done, of: sampling.stepCount) }
    )
  }

  private var description: [(key: String, value: String)] {
    [
      ("Prompt", prompt), ("Negative prompt", negative), ("Seed", "\(seed)"),
      ("Sampler", "\(sampler.rawValue), \(steps) steps, guidance \(guidance)"),
    ]
  }

  /// The digests of all that decides the picture beside what the command line says.
  private func digests(
    _ directory: ModelDirectory,
    _ larger: ModelDirectory?,
    _ texts: NDArray
  ) throws -> [(key: String, value: String)] {
    var digests = [("Model", try directory.digest(withTextEncoder: embeddings == nil))]
    if let larger { digests.append(("Upscale model", try larger.digest(withTextEncoder: false))) }
    if embeddings != nil {
      digests.append(("Embeddings", texts.values.withUnsafeBytes { Digest.of($0) }))
    }
    return digests.map { ($0, "sha256:\($1.hex)") }
  }
}

extension PictureSampling.Method: ExpressibleByArgument {}
