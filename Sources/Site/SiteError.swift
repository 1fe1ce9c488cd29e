import Snippets

/// Something in a page, a template or `site.yml` that cannot be set.
public struct SiteError: Error, Hashable, Sendable, Codable {
  /// What can be wrong.
  public enum Code: String, Hashable, Sendable, Codable {
    case badFrontMatter
    case badYAML
    case badTemplate
    case brokenReference
    case badMath
    case duplicateLabel
    case malformedDirective
    case misplacedHeading
    case unknownDirective
    case unknownFragment
    case unknownName
    case unmatchedStep
    case badSlice
    case toolMissing
  }

  /// What is wrong.
  public let code: Code

  /// The file, relative to the package's root.
  public let path: String

  /// The line, counted from 1; `nil` when the whole file is meant.
  public let line: Int?

  /// One sentence without the place: what is wrong, and what to do.
  public let message: String
}

extension SiteError: CustomStringConvertible {
  public var description: String {
    let place = line.map { "\(path):\($0)" } ?? path
    return "\(place): \(message)"
  }
}

extension SiteError {
  /// Ends a message with the nearest known name, or with all of them when they are few.
  static func hint(_ name: String, among names: some Sequence<String>) -> String {
    if let near = names.nearest(to: name) { return "; did you mean '\(near)'?" }
    let all = names.sorted()
    guard !all.isEmpty, all.count <= 8 else { return "" }
    return "; there are \(all.map { "'\($0)'" }.joined(separator: ", "))"
  }
}
