/// Text that is put between tags or into an attribute.
enum HTML {
  /// Returns text with the characters that mean something in HTML written as references.
  static func escape(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }

  /// Returns an anchor made of the letters and digits of a heading, such as `where-it-fails`.
  static func anchor(_ text: String) -> String {
    text.lowercased()
      .split { !($0.isLetter || $0.isNumber) }
      .joined(separator: "-")
  }
}
