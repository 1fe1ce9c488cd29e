import ArgumentParser
import Arrays
import NeuralNet
import TextToImage

/// `report model encode`: the text encoder on prompts.
struct ModelEncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Run a model's text encoder on prompts.",
    discussion: """
      Example: report model encode --model models/vignette --prompt "a dog" --prompt "" -o text.safetensors
      Writes a safetensors file with encoder_hidden_states [N, 77, E], a row for each token and for the \
      padding, and attention_mask [N, 77], 0 for padding.
      """
  )

  @OptionGroup
  var options: ModelOptions

  @Option(help: "A prompt; there may be several.")
  var prompt: [String]

  @Option(name: [.short, .long], help: ArgumentHelp("The result.", valueName: "file"))
  var output: String

  func validate() throws { try OutputFile.check(output) }

  func run() throws {
    let encoder = try PromptEncoder(options.directory())
    let (states, mask) = encoder.encode(prompt, onOmission: ModelOptions.warnOfOmission)
    let result = Safetensors(
      tensors: [
        ("encoder_hidden_states", states),
        (
          "attention_mask",
          NDArray(mask.joined().map { $0 ? 1 : 0 }, shape: Array(states.shape.prefix(2)))
        ),
      ]
    )
    try result.write(to: output)
    print(output)
  }
}
