import Foundation
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
    let parts = text.components(separatedBy: "{{")
    guard parts.count > 1 else { return text }
    let known = Dictionary(values.map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
    var result = parts[0]
    for part in parts.dropFirst() {
      guard let end = part.firstRange(of: "}}"), !part[..<end.lowerBound].contains("\n") else {
        result += "{{" + part
        continue
      }
      let name = part[..<end.lowerBound].trimmingCharacters(in: .whitespaces)
      if let value = known[name] {
        result += value
      } else {
        refuse(name, result.count { $0 == "\n" } + 1)
      }
      result += part[end.upperBound...]
    }
    return result
  }
}
