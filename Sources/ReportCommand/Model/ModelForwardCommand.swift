import ArgumentParser
import NeuralNet
import TextToImage

/// `report model forward`: the network that finds noise, on inputs from a file.
struct ModelForwardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forward",
    abstract: "Run a model's network once on inputs from a file.",
    discussion: """
      Example: report model forward --model models/vignette in.safetensors -o out.safetensors
      The inputs are a safetensors file with sample [N, C, H, W], timestep [] or [N], \
      encoder_hidden_states [N, L, E], and for a second stage class_labels, the noise level, [] or [N]. \
      The result is one with sample, what the network makes of them.
      """
  )

  @OptionGroup
  var options: ModelOptions

  @Argument(help: ArgumentHelp("The inputs.", valueName: "file"))
  var input: String

  @Option(name: [.short, .long], help: ArgumentHelp("The result.", valueName: "file"))
  var output: String

  func validate() throws { try OutputFile.check(output) }

  func run() throws {
    let directory = try options.directory()
    let inputs = try ForwardInputs(path: input, for: directory.unetConfiguration())
    let result = try directory.unet()(inputs)
    try Safetensors(tensors: [("sample", result)]).write(to: output)
    print(output)
  }
}
