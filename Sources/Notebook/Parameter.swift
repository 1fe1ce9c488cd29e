/// A knob of a chapter that an author may turn in `site.yml` or by `--set`.
public struct Parameter: Sendable {
  /// The value of a parameter.
  public enum Value: Hashable, Sendable, Codable {
    case integer(Int)
    case number(Double)
    /// The absolute path of a file; `nil` when the author named none.
    case file(String?)
    /// The path of a folder, absolute but for a default, which starts from the report's own folder.
    case folder(String)

    /// Whether it stands for what a file or a folder holds.
    var isContent: Bool {
      switch self {
      case .integer, .number: false
      case .file, .folder: true
      }
    }

    /// The value as text; a file or folder by its name, without the path to it.
    var text: String {
      switch self {
      case .integer(let value): "\(value)"
      case .number(let value): "\(value)"
      case .file(nil): "none"
      case .file(let path?), .folder(let path):
        path.split(separator: "/").last.map(String.init) ?? "/"
      }
    }
  }

  /// What values a parameter takes.
  public enum Kind: Sendable {
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case file
    case folder
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

  /// A folder with files; their names and contents are part of the chapter's key.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - path: The folder unless an author names one, starting from the report's own.
  ///   - summary: What is in it.
  /// - Returns: The parameter.
  public static func folder(_ name: String, default path: String, _ summary: String) -> Parameter {
    Parameter(name: name, kind: .folder, defaultValue: .folder(path), summary: summary)
  }

  /// Returns the default value in a report's folder.
  func defaultValue(in root: String) -> Value {
    if case .folder(let path) = defaultValue { .folder("\(root)/\(path)") } else { defaultValue }
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
    case .folder:
      guard !text.isEmpty else { return nil }
      return .folder(text.hasPrefix("/") ? text : "\(folder)/\(text)")
    }
  }

  /// What a value must be, in words.
  public var expectation: String {
    switch kind {
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .file: "the path of a file"
    case .folder: "the path of a folder"
    }
  }
}
