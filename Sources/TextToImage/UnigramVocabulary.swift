/// The pieces of a SentencePiece unigram model and how it reads a text: what both forms of its file say.
struct UnigramVocabulary: Sendable {
  /// What a piece is for; the numbers are those of the file `spiece.model`.
  enum Kind: Int, Sendable {
    case normal = 1
    case unknown = 2
    case control = 3
    case userDefined = 4
    case unused = 5
    case byte = 6
  }

  /// A piece of text, and the logarithm of its probability.
  struct Piece: Hashable, Sendable {
    let text: [UInt8]
    let score: Float
    var kind = Kind.normal
  }

  /// The pieces; the place of one is its token.
  var pieces: [Piece] = []

  /// The tokens that end a text, that fill it up, and that stand for what no piece has.
  var endToken = 1
  var padToken = 0
  var unknownToken = 2

  /// How texts are normalized.
  var characters = CharacterMap()
  var addsDummyPrefix = true
  var removesExtraSpaces = true
}
