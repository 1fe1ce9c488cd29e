public import Arrays
import Autodiff

/// Turns prompts into what the network that finds noise takes: with the model's own text encoder, or from
/// a file of prompts that were encoded elsewhere.
public enum PromptEncoder {
  case encoder(T5Encoder, UnigramTokenizer)
  case embeddings(PromptEmbeddings)

  /// The tokens of a prompt, with its end and padding, for which DeepFloyd IF was trained.
  public static let promptLength = 77

  /// Takes the text encoder of a model.
  ///
  /// - Throws: ``ModelError`` when it has none, or a file of it cannot be used.
  public init(_ directory: ModelDirectory) throws(ModelError) {
    let (encoder, tokenizer) = (try directory.textEncoder(), try directory.tokenizer())
    guard tokenizer.vocabularySize <= encoder.configuration.vocabSize else {
      throw ModelError(
        path: directory.path,
        message: "its tokenizer has \(tokenizer.vocabularySize) pieces, and its text encoder knows "
          + "\(encoder.configuration.vocabSize)"
      )
    }
    self = .encoder(encoder, tokenizer)
  }

  /// Returns prompts encoded, `[N, L, E]`.
  ///
  /// - Throws: ``ModelError`` when a file of embeddings does not have a prompt, or not in the same length.
  public func encode(_ prompts: [String]) throws(ModelError) -> NDArray {
    switch self {
    case .encoder(let encoder, let tokenizer):
      let texts = prompts.map { tokenizer.encode(prompt: $0, length: Self.promptLength) }
      return encoder(texts.map(\.tokens), mask: texts.map(\.mask)).array
    case .embeddings(let file):
      var arrays: [NDArray] = []
      for prompt in prompts { arrays.append(try file.array(for: prompt)) }
      guard Set(arrays.map(\.shape)).count == 1 else {
        throw ModelError(
          path: file.path,
          message: "the prompts have embeddings of different shapes, \(arrays.map(\.shape))"
        )
      }
      return .joined(arrays)
    }
  }
}
