import Drawing

/// Text broken into lines that fit a width.
enum TextBlock {
  /// Returns the lines of a text broken at its spaces; a word that is too long is broken before its
  /// capitals, and ends in "…" where that is not enough.
  static func lines(_ text: String, font: Font, width: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ").flatMap({ parts(of: $0, font: font, width: width) }) {
      if let last = lines.last, font.measure("\(last) \(word)").width <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(shortened(word, font: font, width: width))
      }
    }
    return lines
  }

  private static func parts(of word: Substring, font: Font, width: Double) -> [String] {
    guard font.measure(String(word)).width > width else { return [String(word)] }
    return word.reduce(into: [""]) { parts, letter in
      if letter.isUppercase && parts.last?.last?.isLowercase == true { parts.append("") }
      parts[parts.count - 1].append(letter)
    }
  }

  private static func shortened(_ word: String, font: Font, width: Double) -> String {
    guard font.measure(word).width > width else { return word }
    var kept = word
    while !kept.isEmpty && font.measure(kept + "…").width > width { kept.removeLast() }
    return kept + "…"
  }
}
