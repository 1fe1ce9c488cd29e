public import Foundation

/// Cuts texts into the pieces of a SentencePiece unigram model, as the library SentencePiece does.
///
/// A text is normalized, its spaces are written as "▁" with one before the first word, and of all ways to
/// write it as pieces the one with the greatest sum of scores is taken (Kudo 2018, section 3.1).
public struct UnigramTokenizer: Sendable {
  private let vocabulary: UnigramVocabulary
  private let tokens: [[UInt8]: Int]
  private let longestPiece: Int
  private let unknownScore: Float
  private let greatestScore: Float

  /// "▁" in UTF-8.
  static let space: [UInt8] = [0xe2, 0x96, 0x81]

  /// Reads `spiece.model`, or `tokenizer.json` of the same model.
  ///
  /// - Throws: ``ModelError`` when the file cannot be read or is no unigram model.
  public init(path: String) throws(ModelError) {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ModelError(path: path, message: "the file cannot be read")
    }
    try self.init(contents: bytes, path: path)
  }

  /// Reads the contents of such a file; its name tells which of both it is.
  public init(contents: Data, path: String) throws(ModelError) {
    self.init(
      path.hasSuffix(".json")
        ? try UnigramVocabulary(tokenizerJSON: contents, path: path)
        : try UnigramVocabulary(sentencePiece: Array(contents), path: path)
    )
  }

  init(_ vocabulary: UnigramVocabulary) {
    self.vocabulary = vocabulary
    var tokens: [[UInt8]: Int] = [:]
    for (token, piece) in vocabulary.pieces.enumerated()
    where [.normal, .userDefined].contains(piece.kind) && !piece.text.isEmpty
      && tokens[piece.text] == nil
    {
      tokens[piece.text] = token
    }
    self.tokens = tokens
    longestPiece = tokens.keys.map(\.count).max() ?? 0
    let scores = vocabulary.pieces.filter { $0.kind == .normal }.map(\.score)
    unknownScore = (scores.min() ?? 0) - 10
    greatestScore = scores.max() ?? 0
  }

  /// The number of pieces.
  public var vocabularySize: Int { vocabulary.pieces.count }

  /// The token that ends a text.
  public var endToken: Int { vocabulary.endToken }

  /// Returns the tokens of a text, without one for its end.
  public func tokens(of text: String) -> [Int] { bestPath(through: normalized(Array(text.utf8))) }

  /// Returns the piece of text that a token stands for, "▁" for a space before a word.
  ///
  /// - Precondition: The token is one of the vocabulary's.
  public func piece(of token: Int) -> String {
    precondition(
      vocabulary.pieces.indices.contains(token),
      "token \(token) is none of \(vocabularySize)"
    )
    return String(decoding: vocabulary.pieces[token].text, as: UTF8.self)
  }

  /// Returns the tokens of a prompt as the text encoder takes them.
  ///
  /// The prompt is set in small letters and its outer white space taken off, as diffusers' pipelines do
  /// unless they are told to clean captions.
  ///
  /// - Parameters:
  ///   - prompt: Of any length; what is more than fits is left out.
  ///   - length: The number of tokens with that of the end and padding; 77 for DeepFloyd IF.
  /// - Returns: The tokens, which of them are no padding, and how many were left out.
  /// - Precondition: `length` is at least 1.
  public func encode(
    prompt: String,
    length: Int = 77
  ) -> (tokens: [Int], mask: [Bool], omittedCount: Int) {
    precondition(length >= 1, "a prompt of \(length) tokens has no room for its end")
    let all = tokens(of: Self.prepared(prompt))
    let ids = all.prefix(length - 1) + [vocabulary.endToken]
    let padding = length - ids.count
    return (
      ids + [Int](repeating: vocabulary.padToken, count: padding),
      [Bool](repeating: true, count: ids.count) + [Bool](repeating: false, count: padding),
      all.count + 1 - ids.count
    )
  }

  /// Returns a prompt in small letters and without its outer white space, as Python's `lower` and `strip`
  /// do: at the end of a word "Σ" becomes "ς", and four control characters are white space.
  static func prepared(_ prompt: String) -> String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || (0x1c...0x1f).contains(scalar.value)
    }
    var text = prompt.lowercased(with: nil).unicodeScalars.drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return String(Substring(text))
  }

  /// Replaces characters by the model's map, and writes spaces as it does.
  func normalized(_ text: [UInt8]) -> [UInt8] {
    var rest = text[...]
    var result: [UInt8] = []
    let collapses = vocabulary.removesExtraSpaces
    if collapses {
      while !rest.isEmpty {
        let (length, piece) = nextPiece(of: rest)
        guard Array(piece) == [0x20] else { break }
        rest = rest.dropFirst(length)
      }
    }
    guard !rest.isEmpty else { return [] }
    if vocabulary.addsDummyPrefix { result += Self.space }
    var endsInSpace = collapses
    while !rest.isEmpty {
      var (length, piece) = nextPiece(of: rest)
      rest = rest.dropFirst(length)
      if endsInSpace { piece = piece.drop { $0 == 0x20 } }
      guard !piece.isEmpty else { continue }
      for byte in piece { if byte == 0x20 { result += Self.space } else { result.append(byte) } }
      endsInSpace = collapses && piece.last == 0x20
    }
    while collapses && result.suffix(3) == Self.space[...] { result.removeLast(3) }
    return result
  }

  /// Returns what the beginning of a text becomes, and how many bytes of it that is.
  private func nextPiece(of text: ArraySlice<UInt8>) -> (length: Int, piece: ArraySlice<UInt8>) {
    if let match = vocabulary.characters.longestMatch(in: text) {
      return (match.length, match.replacement)
    }
    let length = Self.lengthOfCharacter(text[text.startIndex])
    return (min(length, text.count), text.prefix(length))
  }

  /// The bytes of the character that a byte of UTF-8 begins.
  private static func lengthOfCharacter(_ first: UInt8) -> Int {
    first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  }

  /// Finds the pieces with the greatest sum of scores (Viterbi 1967), and joins what no piece has.
  private func bestPath(through text: [UInt8]) -> [Int] {
    struct Step {
      var score = -Float.infinity
      var start = 0
      var token = 0
    }
    var best = [Step](repeating: Step(), count: text.count + 1)
    best[0].score = 0
    var place = 0
    while place < text.count {
      let width = min(Self.lengthOfCharacter(text[place]), text.count - place)
      var hasCharacter = false
      func offer(_ length: Int, _ token: Int, _ score: Float) {
        let total = best[place].score + score
        guard total > best[place + length].score else { return }
        best[place + length] = Step(score: total, start: place, token: token)
      }
      var length = width
      while length <= longestPiece && place + length <= text.count {
        if let token = tokens[Array(text[place..<place + length])] {
          offer(length, token, score(of: token))
          hasCharacter = hasCharacter || length == width
        }
        guard place + length < text.count else { break }
        length += Self.lengthOfCharacter(text[place + length])
      }
      if !hasCharacter { offer(width, vocabulary.unknownToken, unknownScore) }
      place += width
    }
    var path: [Int] = []
    var end = text.count
    while end > 0 {
      let step = best[end]
      if step.token != vocabulary.unknownToken || path.last != step.token {
        path.append(step.token)
      }
      end = step.start
    }
    return path.reversed()
  }

  private func score(of token: Int) -> Float {
    let piece = vocabulary.pieces[token]
    return piece.kind == .userDefined
      ? Float(piece.text.count) * greatestScore - 0.1 : piece.score
  }
}
