import ArgumentParser
import Arrays
import Diffusion
import Foundation
import NeuralNet
import TextToImage

/// `report model`: looking at a model and running its parts.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Look at a text-to-image model, run its parts, or get one.",
    subcommands: [
      ModelInfoCommand.self, ModelForwardCommand.self, ModelEncodeCommand.self,
      ModelTokenizeCommand.self, ModelFetchCommand.self,
    ]
  )
}

/// `report model info`: what a model is; its weights are not read.
struct ModelInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say what a model is, without reading its weights."
  )

  @OptionGroup
  var options: ModelOptions

  func run() throws {
    let directory = try options.directory()
    let summary = try ModelSummary(directory)
    for network in summary.networks {
      let types = network.types.map(\.rawValue).joined(separator: " and ")
      print(
        "\(network.name): \(network.parameterCount) parameters in \(network.tensorCount) tensors, "
          + "\(types), \(network.byteCount) bytes in \(network.files.joined(separator: ", "))"
      )
    }
    let unet = summary.unet
    print("levels: \(unet.blockOutChannels) channels, \(unet.layersPerBlock) blocks each")
    print("text: \(unet.encoderHidDim) channels, attended to with \(unet.crossAttentionDim)")
    print(
      "pictures: \(unet.sampleSize) pixels, \(unet.inChannels) channels in, "
        + "\(unet.outChannels) out" + (unet.hasClassEmbedding ? ", second stage" : "")
    )
    let scheduler = summary.scheduler
    print(
      "schedule: \(scheduler.schedule.stepCount) timesteps, \(scheduler.spacing.rawValue), "
        + "variance \(scheduler.variance.rawValue)"
    )
  }
}

/// `report model forward`: the network that finds noise, on inputs from a file.
struct ModelForwardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forward",
    abstract: "Run a model's network once on inputs from a file.",
    discussion: """
      The input is a safetensors file with sample, timestep and encoder_hidden_states, and for a second \
      stage class_labels; the output is one with sample.
      """
  )

  @OptionGroup
  var options: ModelOptions

  @Argument(help: ArgumentHelp("The inputs.", valueName: "file"))
  var input: String

  @Option(name: [.short, .long], help: ArgumentHelp("The result.", valueName: "file"))
  var output: String

  func validate() throws { try checkOutput(output) }

  func run() throws {
    let directory = try options.directory()
    let inputs = try ForwardInputs(path: input, for: directory.unetConfiguration())
    let result = try directory.unet()(inputs)
    try Safetensors(tensors: [("sample", result)]).write(to: output)
    print(output)
  }
}

/// `report model encode`: the text encoder on prompts.
struct ModelEncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Run a model's text encoder on prompts.",
    discussion: "Writes a safetensors file with encoder_hidden_states and attention_mask."
  )

  @OptionGroup
  var options: ModelOptions

  @Option(help: "A prompt; there may be several.")
  var prompt: [String]

  @Option(name: [.short, .long], help: ArgumentHelp("The result.", valueName: "file"))
  var output: String

  func validate() throws { try checkOutput(output) }

  func run() throws {
    let directory = try options.directory()
    let encoder = try PromptEncoder(directory)
    let texts = try prompt.map { try directory.tokenizer().encode(prompt: $0) }
    let mask = texts.flatMap { $0.mask.map { $0 ? Float(1) : 0 } }
    let result = Safetensors(
      tensors: [
        ("encoder_hidden_states", try encoder.encode(prompt)),
        ("attention_mask", NDArray(mask, shape: [texts.count, mask.count / max(1, texts.count)])),
      ]
    )
    try result.write(to: output)
    print(output)
  }
}

/// `report model tokenize`: the tokens of texts.
struct ModelTokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Print the tokens of texts, with that of their end, a line for each.",
    discussion: "Texts are taken as they are; sampling sets prompts in small letters first."
  )

  @OptionGroup
  var options: ModelOptions

  @Argument(help: "The texts.")
  var texts: [String]

  func run() throws {
    let tokenizer = try options.directory().tokenizer()
    for text in texts {
      let tokens = tokenizer.tokens(of: text) + [tokenizer.endToken]
      print(tokens.map { "\($0)" }.joined(separator: " "))
    }
  }
}
