/// The replacements by which a SentencePiece model normalizes texts: what its trainer compiled of
/// Unicode's compatibility forms.
///
/// The bytes are the size of a trie, the trie as a double array of 32 bit units (Aoe 1989, in the form of
/// the library darts-clone), and the replacements, each ended by a zero.
struct CharacterMap: Sendable {
  private let units: [UInt32]
  private let replacements: [UInt8]

  /// A map that replaces nothing.
  init() { (units, replacements) = ([], []) }

  /// Reads a compiled map; `nil` when it is none.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 4 else { return nil }
    func word(at place: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
    }
    let size = Int(word(at: 0))
    guard size > 0, size.isMultiple(of: 4), 4 + size <= bytes.count else { return nil }
    units = stride(from: 4, to: 4 + size, by: 4).map(word(at:))
    replacements = Array(bytes[(4 + size)...])
  }

  /// Returns the replacement of the longest beginning of a text that has one, and the length of that
  /// beginning in bytes.
  func longestMatch(in text: ArraySlice<UInt8>) -> (length: Int, replacement: ArraySlice<UInt8>)? {
    guard let root = units.first else { return nil }
    var place = Self.offset(of: root)
    var match: (length: Int, replacement: ArraySlice<UInt8>)?
    for (index, byte) in text.enumerated() {
      place ^= Int(byte)
      guard place < units.count, units[place] & 0x8000_00ff == UInt32(byte) else { break }
      let unit = units[place]
      place ^= Self.offset(of: unit)
      guard unit >> 8 & 1 == 1 else { continue }
      guard place < units.count else { break }
      let start = Int(units[place] & 0x7fff_ffff)
      guard start < replacements.count else { continue }
      let end = replacements[start...].firstIndex(of: 0) ?? replacements.endIndex
      match = (index + 1, replacements[start..<end])
    }
    return match
  }

  private static func offset(of unit: UInt32) -> Int {
    Int((unit >> 10) << ((unit & 0x200) >> 6))
  }
}
