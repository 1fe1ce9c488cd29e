import Notebook

/// Puts the values of a presentation in the places where a text names them: `{{name}}`.
enum ValueText {
  /// Returns the text with all values in place; line breaks stay where they are.
  ///
  /// `refuse` is told each unknown name with its line, counted from 1.
  static func fill(
    _ text: String,
    from values: [NamedValue],
    refuse: (_ name: String, _ line: Int) -> Void
  ) -> String {
    guard text.contains("{{") else { return text }
    let known = Dictionary(values.map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
    return text.replacing(/\{\{\s*([^{}]*?)\s*\}\}/) { match in
      let name = String(match.output.1)
      if let value = known[name] { return value }
      refuse(name, text[..<match.range.lowerBound].count { $0 == "\n" } + 1)
      return ""
    }
  }
}
