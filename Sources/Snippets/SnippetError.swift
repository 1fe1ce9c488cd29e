/// A marker in a source file that cannot be turned into a slice.
public struct SnippetError: Error, Hashable, Sendable {
  /// What can be wrong with markers.
  public enum Code: Hashable, Sendable {
    case unknownSlice
    case duplicateSlice
    case unendedSlice
    case endWithoutStart
    case invalidName
    case emptySlice
  }

  /// What is wrong.
  public var code: Code

  /// The source file, relative to the package's root.
  public var path: String

  /// The line of the marker, counted from 1; `nil` when the slice is not in the file at all.
  public var line: Int?

  /// The name that was asked for or declared.
  public var name: String

  /// The declared name closest to ``name``, when there is a near one.
  public var suggestion: String?
}

extension SnippetError: CustomStringConvertible {
  public var description: String {
    let place = line.map { "\(path):\($0)" } ?? path
    return "\(place): \(message)"
  }

  /// The sentence without the place.
  public var message: String {
    let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
    return switch code {
    case .unknownSlice: "there is no slice named '\(name)'\(hint)"
    case .duplicateSlice: "a second slice is named '\(name)'; give it a name of its own"
    case .unendedSlice: "slice '\(name)' has no '// snippet.end'"
    case .endWithoutStart: "'// snippet.\(name)' stands where no slice is open"
    case .invalidName: "'\(name)' is not a slice name; use a-z, 0-9 and '-'"
    case .emptySlice: "slice '\(name)' shows no lines"
    }
  }
}
