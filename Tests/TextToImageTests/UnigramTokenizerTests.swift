import Foundation
import TestSupport
import Testing

@testable import TextToImage

@Suite struct UnigramTokenizerTests {
  private struct Line: Decodable {
    let text: String
    let tokens: [Int]

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      text = try container.decode(String.self)
      tokens = try container.decode([Int].self)
    }
  }

  private static func lines() throws -> [Line] {
    try String(contentsOfFile: Fixture.path("tokens.jsonl"), encoding: .utf8)
      .split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  /// More than 3,000 strings: sentences, and random ones of ligatures, full width letters, combining
  /// marks, emoji and white space of all kinds.
  @Test func tokensAreSentencePieces() throws {
    let tokenizer = try UnigramTokenizer(path: Fixture.path("spiece.model"))
    let lines = try Self.lines()
    #expect(lines.count >= 3000)
    for line in lines {
      #expect(
        tokenizer.tokens(of: line.text) == line.tokens,
        "of \(line.text.debugDescription)"
      )
    }
  }

  /// Python's `lower` and `strip` stand before the tokenizer in diffusers.
  @Test func promptsArePreparedAsByDiffusers() throws {
    let pairs = try Data(contentsOf: URL(fileURLWithPath: Fixture.path("prompts.json")))
    for pair in try JSONDecoder().decode([[String]].self, from: pairs) {
      let (prepared, expected) = (UnigramTokenizer.prepared(pair[0]), pair[1])
      #expect(
        Array(prepared.unicodeScalars) == Array(expected.unicodeScalars),
        "of \(pair[0].debugDescription)"
      )
    }
  }

  @Test func bothFormsOfAModelAreOne() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Fixture.path("spiece.model")))
    let vocabulary = try UnigramVocabulary(sentencePiece: Array(bytes), path: "spiece.model")
    let json = try TokenizerJSON(vocabulary, characterMap: characterMap(of: bytes)).encoded()
    let tokenizer = try UnigramTokenizer(contents: json, path: "tokenizer.json")
    for line in try Self.lines() {
      #expect(tokenizer.tokens(of: line.text) == line.tokens)
    }
  }

  /// Field 2 of field 3.
  private func characterMap(of model: Data) throws -> Data {
    var reader = ProtobufReader(Array(model)[...])
    while let (number, value) = try reader.next() {
      guard number == 3, case .bytes(let message) = value else { continue }
      var fields = ProtobufReader(message)
      while let (number, value) = try fields.next() {
        if number == 2, case .bytes(let map) = value { return Data(map) }
      }
    }
    return Data()
  }

  @Test func aPromptIsEndedAndFilledUp() throws {
    let tokenizer = try UnigramTokenizer(path: Fixture.path("spiece.model"))
    let (tokens, mask, omittedCount) = tokenizer.encode(prompt: " An OIL painting\n", length: 12)
    #expect(omittedCount == 0)
    let words = tokenizer.tokens(of: "an oil painting")
    #expect(tokens == words + [1] + [Int](repeating: 0, count: 11 - words.count))
    #expect(mask == (0..<12).map { $0 <= words.count })
    #expect(tokenizer.encode(prompt: "").tokens == [1] + [Int](repeating: 0, count: 76))
  }

  @Test func aPromptOfTenThousandWordsIsCutOff() throws {
    let tokenizer = try UnigramTokenizer(path: Fixture.path("spiece.model"))
    let prompt = [String](repeating: "a snowy mountain village", count: 2500).joined(separator: " ")
    let (tokens, mask, omittedCount) = tokenizer.encode(prompt: prompt)
    #expect(tokens.count == 77 && tokens.last == 1 && mask.allSatisfy { $0 })
    #expect(omittedCount == tokenizer.tokens(of: prompt).count - 76)
  }

  @Test(
    arguments: [
      (#"{"model":{"type":"BPE","vocab":[]}}"#, "its tokenizer is 'BPE'"),
      (#"{"model":{"type":"Unigram","vocab":[["a",0]]}}"#, "its unknown token is -1"),
      (#"{"model":{"type":"Unigram","vocab":[["a"]]}}"#, "not pairs"),
      (#"{"model":{"type":"Unigram","byte_fallback":true}}"#, "falls back to bytes"),
      ("[", "no JSON object"),
    ]
  )
  func anotherTokenizerIsAnError(json: String, words: String) {
    let error = #expect(throws: ModelError.self) {
      try UnigramTokenizer(contents: Data(json.utf8), path: "tokenizer.json")
    }
    #expect(error?.description.contains(words) ?? false, "\(error?.description ?? "")")
  }

  /// A message of wrong length, one that is cut off, a kind of piece that does not exist, and a model of
  /// kind 2, byte pair encoding.
  @Test(
    arguments: [
      ([10, 100, 1], "damaged"), ([10], "damaged"), ([10, 2, 24, 9], "damaged"),
      ([10, 3, 10, 1, 97, 18, 2, 24, 2], "of kind 2"), ([], "no pieces"),
    ] as [([UInt8], String)]
  )
  func aDamagedModelIsAnError(bytes: [UInt8], words: String) {
    let error = #expect(throws: ModelError.self) {
      try UnigramTokenizer(contents: Data(bytes), path: "spiece.model")
    }
    #expect(error?.description.contains(words) ?? false, "\(error?.description ?? "")")
  }
}

/// A model in the form of Hugging Face's tokenizers.
private struct TokenizerJSON {
  private let json: [String: Any]

  init(_ vocabulary: UnigramVocabulary, characterMap: Data) {
    json = [
      "model": [
        "type": "Unigram", "unk_id": 2, "byte_fallback": false,
        // Behind the pieces of SentencePiece come those that T5 was trained with.
        "vocab": vocabulary.pieces.map {
          [String(decoding: $0.text, as: UTF8.self), Double($0.score)]
        } + [["<extra_id_0>", 0.0]],
      ],
      "normalizer": [
        "type": "Sequence",
        "normalizers": [
          ["type": "Precompiled", "precompiled_charsmap": characterMap.base64EncodedString()]
        ],
      ],
      "added_tokens": [
        ["id": 0, "content": "<pad>", "special": true],
        ["id": 1, "content": "</s>", "special": true],
        ["id": 2, "content": "<unk>", "special": true],
        ["id": vocabulary.pieces.count, "content": "<extra_id_0>", "special": true],
      ],
    ]
  }

  func encoded() throws -> Data { try JSONSerialization.data(withJSONObject: json) }
}
