/// A place in the report: the id and the name of a chapter, and what follows from them.
public struct Section: Hashable, Sendable, Codable {
  /// The id, such as `A1.7.2`: a letter for the part, then numbers.
  public let id: String

  /// The name in code, such as `ForwardProcess`.
  public let name: String

  /// Creates a section from its id and its name in code.
  ///
  /// - Precondition: ``isValid(id:name:)``.
  public init(_ id: String, _ name: String) {
    precondition(
      Self.isValid(id: id, name: name),
      "'\(id)', '\(name)': an id is like 'A1.2' and a name like 'ForwardProcess'"
    )
    self.id = id
    self.name = name
  }

  /// Tells whether an id (`A0`, `B1.2.3`) and a name (`ForwardProcess`) can be a section's.
  public static func isValid(id: String, name: String) -> Bool {
    isID(id) && name.first.map { ("A"..."Z").contains($0) } ?? false
      && name.utf8.allSatisfy { letter in
        (65...90).contains(letter) || (97...122).contains(letter) || (48...57).contains(letter)
      }
  }

  /// Tells whether a text is an id: a letter, and numbers between dots.
  public static func isID(_ text: some StringProtocol) -> Bool {
    guard let part = text.utf8.first, (65...90).contains(part) else { return false }
    return text.utf8.dropFirst().split(separator: 46, omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }
  }

  /// The folder in `chapters/`, such as `A1.1-ForwardProcess`.
  public var folder: String { "\(id)-\(name)" }

  /// The name of the page without its suffix, such as `a1.1-forward-process`.
  public var slug: String {
    // By bytes, because a build asks for it often.
    var words: [UInt8] = []
    var isInsideWord = false
    for byte in name.utf8 {
      let isUppercase = (65...90).contains(byte)
      if isUppercase && isInsideWord { words.append(UInt8(ascii: "-")) }
      words.append(isUppercase ? byte + 32 : byte)
      isInsideWord = !isUppercase
    }
    return "\(id.lowercased())-\(String(decoding: words, as: UTF8.self))"
  }

  /// The letter of the part that the section belongs to.
  public var part: String { String(id.prefix(1)) }
}

/// How much computing a build may do.
public enum Profile: String, Codable, Sendable, CaseIterable {
  /// Minutes on a laptop; good enough that the pictures teach.
  case quick

  /// The scale of the published results: hours of training.
  case paper
}
