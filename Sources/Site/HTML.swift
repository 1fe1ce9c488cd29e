/// Text that is put between tags or into an attribute.
enum HTML {
  /// Returns text with the characters that mean something in HTML written as references.
  static func escape(_ text: String) -> String {
    guard text.utf8.contains(where: { reference(to: $0) != nil }) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      if let reference = reference(to: byte) {
        result += reference.utf8
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func reference(to byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }

  /// Returns the character that a reference such as `&amp` or `&#x3b1` stands for, of those that
  /// ``escape(_:)`` and formulas write.
  static func character(named name: some Collection<UInt8>) -> Character? {
    if let byte = "&<>\"'".utf8.first(where: {
      reference(to: $0)?.utf8.dropLast().elementsEqual(name) ?? false
    }) {
      return Character(Unicode.Scalar(byte))
    }
    guard name.starts(with: "&#x".utf8) else { return nil }
    let digits = String(decoding: Array(name.dropFirst(3)), as: UTF8.self)
    return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map(Character.init)
  }

  /// Returns an anchor made of the letters and digits of a heading, such as `where-it-fails`.
  static func anchor(_ text: String) -> String {
    text.lowercased()
      .split { !($0.isLetter || $0.isNumber) }
      .joined(separator: "-")
  }
}
