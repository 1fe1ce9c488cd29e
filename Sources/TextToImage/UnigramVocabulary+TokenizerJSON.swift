import Foundation

/// The form that Hugging Face's tokenizers give a model: `tokenizer.json`.
extension UnigramVocabulary {
  /// Reads a model.
  ///
  /// - Throws: ``ModelError`` when the bytes are no such model, or one of another kind than unigram.
  init(tokenizerJSON bytes: Data, path: String) throws(ModelError) {
    guard let file = try? JSONDecoder().decode(JSONValue.self, from: bytes) else {
      throw ModelError(path: path, message: "the file is no JSON object; get it again")
    }
    let model = file["model"]
    guard model["type"].text == "Unigram" else {
      throw ModelError(
        path: path,
        message: "its tokenizer is \(model["type"].summary), and only 'Unigram' can be used"
      )
    }
    guard model["byte_fallback"] != .flag(true) else {
      throw ModelError(path: path, message: "its tokenizer falls back to bytes")
    }
    pieces = (model["vocab"].list ?? []).compactMap { entry in
      guard let pair = entry.list, pair.count == 2, let text = pair[0].text,
        case .number(let score) = pair[1]
      else { return nil }
      return Piece(text: Array(text.utf8), score: Float(score))
    }
    guard let count = model["vocab"].list?.count, count == pieces.count else {
      throw ModelError(path: path, message: "its pieces are not pairs of a text and a score")
    }
    unknownToken = model["unk_id"].integer ?? -1
    if let unknown = pieces.indices.contains(unknownToken) ? unknownToken : nil {
      pieces[unknown] = Piece(text: pieces[unknown].text, score: 0, kind: .unknown)
    }
    markSpecialTokens(file["added_tokens"].list ?? [])
    try readCharacters(file["normalizer"], path: path)
    try check(path: path)
  }

  /// Special tokens are no text.
  private mutating func markSpecialTokens(_ tokens: [JSONValue]) {
    for token in tokens {
      guard token["special"] == .flag(true), let id = token["id"].integer,
        pieces.indices.contains(id), pieces[id].kind == .normal
      else { continue }
      pieces[id].kind = .control
      switch token["content"].text {
      case "</s>": endToken = id
      case "<pad>": padToken = id
      default: break
      }
    }
  }

  /// Finds the compiled character map among the normalizers.
  private mutating func readCharacters(
    _ normalizer: JSONValue,
    path: String
  ) throws(ModelError) {
    for part in normalizer["normalizers"].list ?? [normalizer]
    where part["type"].text == "Precompiled" {
      guard let text = part["precompiled_charsmap"].text, let bytes = Data(base64Encoded: text),
        let map = CharacterMap(Array(bytes))
      else { throw ModelError(path: path, message: "its character map is damaged") }
      characters = map
    }
  }
}
