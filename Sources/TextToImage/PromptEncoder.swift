public import Arrays
import Autodiff

/// A model's text encoder with its tokenizer: turns prompts into what the network that finds noise takes.
public struct PromptEncoder {
  private let encoder: T5Encoder
  private let tokenizer: UnigramTokenizer

  /// Takes the text encoder of a model.
  ///
  /// - Throws: ``ModelError`` when it has none, or a file of it cannot be used.
  public init(_ directory: ModelDirectory) throws(ModelError) {
    (encoder, tokenizer) = (try directory.textEncoder(), try directory.tokenizer())
    guard tokenizer.vocabularySize <= encoder.configuration.vocabSize else {
      throw ModelError(
        path: directory.path,
        message: "its tokenizer has \(tokenizer.vocabularySize) pieces, and its text encoder knows "
          + "\(encoder.configuration.vocabSize)"
      )
    }
  }

  /// Encodes prompts.
  ///
  /// - Parameters:
  ///   - prompts: N of them, at least one.
  ///   - onOmission: Is told of each prompt that is too long how many of its tokens are left out.
  /// - Returns: The rows of the prompts, `[N, 77, E]`, those of padding among them, and which are none.
  /// - Precondition: There is at least one prompt.
  public func encode(
    _ prompts: [String],
    onOmission: (_ prompt: String, _ count: Int) -> Void = { _, _ in }
  ) -> (states: NDArray, mask: [[Bool]]) {
    let texts = prompts.map { tokenizer.encode(prompt: $0) }
    for (prompt, text) in zip(prompts, texts) where text.omittedCount > 0 {
      onOmission(prompt, text.omittedCount)
    }
    let mask = texts.map(\.mask)
    return (encoder(texts.map(\.tokens), mask: mask).array, mask)
  }

  /// Returns the pieces into which a prompt is cut, that of its end too; "▁" is a space before a word.
  public func pieces(of prompt: String) -> [String] {
    let text = tokenizer.encode(prompt: prompt)
    return zip(text.tokens, text.mask).filter { $0.1 }.map { tokenizer.piece(of: $0.0) }
  }
}
