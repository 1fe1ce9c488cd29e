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
      The picture's text chunks say how it was made. A second model is guided by 4 at most.
      """
  )

  @OptionGroup
  var options: ModelOptions

  @Option(help: "What the picture shows.")
  var prompt: String

  @Option(help: "What it is pushed away from.")
  var negative = ""

  @Option(help: "The number of steps.")
  var steps = 50

  @Option(help: "How far the picture is pushed towards the prompt; 1 is not at all.")
  var guidance: Float = 7

  @Option(help: "The seed of the noise that the picture begins as.")
  var seed: UInt64 = 180

  @Option(help: "The way to take a step: ddpm, or ddim, which adds no noise.")
  var sampler = PictureSampling.Method.ddpm

  @Option(
    help: ArgumentHelp(
      "A second model, which makes the picture of the first one larger.",
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

  func validate() throws {
    guard (1...1000).contains(steps) else {
      throw ValidationError("--steps must be from 1 to 1000, not \(steps)")
    }
    guard guidance.isFinite, guidance >= 0 else {
      throw ValidationError("--guidance must be a number of at least 0, not \(guidance)")
    }
    try checkOutput(output)
  }

  func run() throws {
    let directory = try options.directory()
    let larger = try upscale.map { try ModelDirectory(path: $0) }
    // The text encoder is let go before the first step.
    let (text, unwanted) = try encodedPrompts(directory)
    var sampling = PictureSampling(method: sampler, stepCount: steps, guidanceScale: guidance)
    var picture = try sample(directory, sampling, "sampling", text, unwanted, enlarging: nil)
    if let larger {
      sampling.guidanceScale = min(guidance, 4)
      picture = try sample(
        larger,
        sampling,
        "enlarging",
        text,
        unwanted,
        enlarging: SmallPictures(picture)
      )
    }
    let models = try ([directory] + (larger.map { [$0] } ?? [])).map { try $0.unetDigest().hex }
    let bytes = PNG.encode(Bitmap(array: picture[0]), text: description(models: models))
    try Files.write(bytes, to: URL(fileURLWithPath: output).path)
    print(output)
  }

  private func encodedPrompts(_ directory: ModelDirectory) throws -> (NDArray, NDArray) {
    let encoder =
      try embeddings.map { .embeddings(try PromptEmbeddings(path: $0)) }
      ?? PromptEncoder(directory)
    let both = try encoder.encode([prompt, negative])
    return (both[0..<1], both[1..<2])
  }

  private func sample(
    _ directory: ModelDirectory,
    _ sampling: PictureSampling,
    _ subject: String,
    _ text: NDArray,
    _ unwanted: NDArray,
    enlarging small: SmallPictures?
  ) throws -> NDArray {
    let pipeline = try TextToImagePipeline(directory)
    var stream = RandomStream(seed: seed, "sample", subject)
    let line = ProgressLine(subject)
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

  private func description(models: [String]) -> [(key: String, value: String)] {
    [
      ("Prompt", prompt), ("Negative prompt", negative), ("Seed", "\(seed)"),
      ("Sampler", "\(sampler.rawValue), \(steps) steps, guidance \(guidance)"),
    ] + models.map { ("Model", "sha256:\($0)") }
  }
}

extension PictureSampling.Method: ExpressibleByArgument {}
