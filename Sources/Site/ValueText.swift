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
    let known = Dictionary(values.map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
    return fill(text) { name, line in
      if known[name] == nil { refuse(name, line) }
      return known[name] ?? ""
    }
  }

  /// Returns the text with what `value` returns for each name and its line, counted from 1.
  static func fill(_ text: String, _ value: (_ name: String, _ line: Int) -> String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var line = 1
    var index = 0
    while index < bytes.count {
      if bytes[index] == 123, bytes[index...].starts(with: [123, 123]),
        let name = name(in: bytes[(index + 2)...])
      {
        let trimmed = name.filter { $0 != 32 }
        let word = String(decoding: trimmed, as: UTF8.self)
        result += value(word, line).utf8
        index = name.endIndex + 2
      } else {
        if bytes[index] == 10 { line += 1 }
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Returns what stands before `}}` on the same line.
  private static func name(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let name = bytes.prefix { $0 != 125 && $0 != 123 && $0 != 10 }
    return bytes[name.endIndex...].starts(with: [125, 125]) ? name : nil
  }
}
