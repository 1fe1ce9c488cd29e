import ArgumentParser
import TextToImage

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
