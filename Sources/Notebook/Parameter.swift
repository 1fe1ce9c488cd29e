/// A knob of a chapter that an author may turn in `site.yml` or by `--set`.
public struct Parameter: Sendable {
  /// The value of a parameter.
  public enum Value: Hashable, Sendable, Codable {
    case integer(Int)
    case number(Double)
    /// The absolute path of a file; `nil` when the author named none.
    case file(String?)

    /// The value as text; a file by its name, without its folder.
    var text: String {
      switch self {
      case .integer(let value): "\(value)"
      case .number(let value): "\(value)"
      case .file(let path): path?.split(separator: "/").last.map(String.init) ?? "none"
      }
    }
  }

  /// What values a parameter takes.
  public enum Kind: Sendable {
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case file
  }

  /// The name, unique in its chapter.
  public let name: String

  /// The allowed values.
  public let kind: Kind

  /// The value unless an author gives one.
  public let defaultValue: Value

  /// One sentence that says what it does.
  public let summary: String

  /// A whole number in a range.
  public static func integer(
    _ name: String,
    default value: Int,
    in range: ClosedRange<Int>,
    _ summary: String
  ) -> Parameter {
    precondition(range.contains(value), "\(name): \(value) is outside \(range)")
    return Parameter(
      name: name,
      kind: .integer(range),
      defaultValue: .integer(value),
      summary: summary
    )
  }

  /// A real number in a range.
  public static func number(
    _ name: String,
    default value: Double,
    in range: ClosedRange<Double>,
    _ summary: String
  ) -> Parameter {
    precondition(range.contains(value), "\(name): \(value) is outside \(range)")
    return Parameter(
      name: name,
      kind: .number(range),
      defaultValue: .number(value),
      summary: summary
    )
  }

  /// A file that the author may name; its content is part of the chapter's key.
  public static func file(_ name: String, _ summary: String) -> Parameter {
    Parameter(name: name, kind: .file, defaultValue: .file(nil), summary: summary)
  }

  /// Reads a value that an author wrote.
  ///
  /// - Parameters:
  ///   - text: The value as written.
  ///   - folder: The folder that relative paths start from.
  /// - Returns: `nil` when the text is no allowed value; ``expectation`` says what is.
  public func value(from text: String, relativeTo folder: String) -> Value? {
    switch kind {
    case .integer(let range):
      return Int(text).flatMap { range.contains($0) ? .integer($0) : nil }
    case .number(let range):
      return Double(text).flatMap { range.contains($0) ? .number($0) : nil }
    case .file:
      guard !text.isEmpty else { return .file(nil) }
      return .file(text.hasPrefix("/") ? text : "\(folder)/\(text)")
    }
  }

  /// What a value must be, in words.
  public var expectation: String {
    switch kind {
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .file: "the path of a file"
    }
  }
}
