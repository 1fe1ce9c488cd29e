/// The form that SentencePiece itself gives a model: `spiece.model`, a protobuf `ModelProto`.
extension UnigramVocabulary {
  /// Reads a model.
  ///
  /// - Throws: ``ModelError`` when the bytes are no such model, or one of another kind than unigram.
  init(sentencePiece bytes: [UInt8], path: String) throws(ModelError) {
    do {
      var reader = ProtobufReader(bytes[...])
      while let (number, value) = try reader.next() {
        guard case .bytes(let message) = value else { continue }
        switch number {
        case 1: pieces.append(try Self.piece(message))
        case 2: try readTrainer(message, path: path)
        case 3: try readNormalizer(message, path: path)
        default: break
        }
      }
    } catch let error as ModelError {
      throw error
    } catch {
      throw ModelError(path: path, message: "the file is damaged or no SentencePiece model")
    }
    try check(path: path)
  }

  /// Field 1 of a `SentencePiece` is its text, 2 its score, 3 its kind.
  private static func piece(_ message: ArraySlice<UInt8>) throws -> Piece {
    var (text, score, kind) = ([UInt8](), Float(0), Kind.normal)
    var reader = ProtobufReader(message)
    while let (number, value) = try reader.next() {
      switch (number, value) {
      case (1, .bytes(let bytes)): text = Array(bytes)
      case (2, .fixed32(let bits)): score = Float(bitPattern: bits)
      case (3, .varint(let raw)):
        guard let known = Kind(rawValue: Int(truncatingIfNeeded: raw)) else {
          throw ProtobufReader.Failure()
        }
        kind = known
      default: break
      }
    }
    return Piece(text: text, score: score, kind: kind)
  }

  /// Field 3 of a `TrainerSpec` is the kind of the model, 24 where spaces stand, 35 whether bytes are
  /// pieces, and 40, 42 and 43 are tokens.
  private mutating func readTrainer(_ message: ArraySlice<UInt8>, path: String) throws {
    var reader = ProtobufReader(message)
    while let (number, value) = try reader.next() {
      guard case .varint(let raw) = value else { continue }
      let integer = Int(truncatingIfNeeded: Int64(bitPattern: raw))
      switch number {
      case 3 where integer != 1:
        throw ModelError(
          path: path,
          message: "its tokenizer is of kind \(integer), and only unigram, 1, can be used"
        )
      case 24 where integer != 0:
        throw ModelError(path: path, message: "its tokenizer puts spaces at the end of words")
      case 35 where integer != 0:
        throw ModelError(path: path, message: "its tokenizer falls back to bytes")
      case 40: unknownToken = integer
      case 42: endToken = integer
      case 43: padToken = integer
      default: break
      }
    }
  }

  /// Field 2 of a `NormalizerSpec` is the character map, 3 to 5 say what is done with spaces.
  private mutating func readNormalizer(_ message: ArraySlice<UInt8>, path: String) throws {
    var reader = ProtobufReader(message)
    while let (number, value) = try reader.next() {
      switch (number, value) {
      case (2, .bytes(let bytes)) where !bytes.isEmpty:
        guard let map = CharacterMap(Array(bytes)) else {
          throw ModelError(path: path, message: "its character map is damaged")
        }
        characters = map
      case (3, .varint(let flag)): addsDummyPrefix = flag != 0
      case (4, .varint(let flag)): removesExtraSpaces = flag != 0
      case (5, .varint(0)):
        throw ModelError(path: path, message: "its tokenizer does not mark spaces")
      default: break
      }
    }
  }

  /// Throws unless the pieces and tokens can be used.
  func check(path: String) throws(ModelError) {
    guard pieces.contains(where: { $0.kind == .normal }) else {
      throw ModelError(path: path, message: "its tokenizer has no pieces")
    }
    for (name, token) in [("unknown", unknownToken), ("end", endToken), ("padding", padToken)]
    where !pieces.indices.contains(token) {
      throw ModelError(
        path: path,
        message: "its \(name) token is \(token), and there are \(pieces.count) pieces"
      )
    }
    guard pieces.allSatisfy({ $0.score.isFinite }) else {
      throw ModelError(path: path, message: "the score of a piece is no number")
    }
  }
}
