/// A Mustache template, read once and set many times.
///
/// It has Mustache's texts, raw texts, sections, inverted sections, partials and comments, and its
/// rule that a section's tag alone on a line leaves no line behind. Mustache sets an unknown name as
/// nothing, and a page with a hole in it is published; here that is an error.
struct Template: Sendable {
  /// A piece of a template; lines are those of the tags, counted from 1.
  enum Piece: Sendable {
    case text(String)
    case value(String, isRaw: Bool, line: Int)
    case section(String, isInverted: Bool, pieces: [Piece], line: Int)
    case partial(String)
  }

  /// The file, relative to the package's root.
  let path: String

  let pieces: [Piece]

  /// Sets the template behind a text.
  ///
  /// - Parameters:
  ///   - values: The values of the sections that it stands in, the innermost last.
  ///   - partials: The templates that it may name.
  ///   - html: The text so far.
  /// - Throws: ``SiteError`` with the line of a name that has no value.
  func set(
    _ values: inout [TemplateValues],
    partials: [String: Template],
    into html: inout String
  ) throws {
    try set(pieces, &values, partials, &html)
  }

  private func set(
    _ pieces: [Piece],
    _ values: inout [TemplateValues],
    _ partials: [String: Template],
    _ html: inout String
  ) throws {
    for piece in pieces {
      switch piece {
      case .text(let text): html += text
      case .value(let name, let isRaw, let line):
        guard let text = try value(name, line, among: values).templateText else {
          throw failure(line, "'\(name)' has no text here")
        }
        html += isRaw ? text : HTML.escape(text)
      case .section(let name, let isInverted, let inner, let line):
        let sections = try value(name, line, among: values).templateSections
        if isInverted {
          if sections.isEmpty { try set(inner, &values, partials, &html) }
          continue
        }
        for section in sections {
          values.append(section)
          try set(inner, &values, partials, &html)
          values.removeLast()
        }
      case .partial(let name):
        try partials[name]?.set(&values, partials: partials, into: &html)
      }
    }
  }

  /// Looks a name up, in the innermost section first.
  private func value(
    _ name: String,
    _ line: Int,
    among values: [TemplateValues]
  ) throws -> any TemplateValue {
    for section in values.reversed() {
      if let value = section[name] { return value }
    }
    let hint = SiteError.hint(name, among: Set(values.flatMap(\.keys)))
    throw failure(line, "there is no value '\(name)'" + hint)
  }

  private func failure(_ line: Int, _ message: String) -> SiteError {
    SiteError(code: .badTemplate, path: path, line: line, message: message)
  }
}
