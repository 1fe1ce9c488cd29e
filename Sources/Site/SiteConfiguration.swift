import Foundation
import Notebook
import Yams

/// What `site/site.yml` says.
public struct SiteConfiguration: Sendable {
  /// The title of the whole report.
  public var title: String

  /// The language of the prose, such as `en`.
  public var language: String

  /// Where the published site stands, with a slash at its end; `nil` when it is not said.
  public var address: String?

  /// Whether the site has the whole report as one page as well, `all.html`.
  public var hasOnePage: Bool

  /// The titles of the parts, by the letter that their sections' ids begin with.
  public var parts: [String: String]

  /// The seconds after which a chapter is ended.
  public var timeout: Double

  /// The values of parameters, by `name` or `ID.name`, with the line they stand on.
  public var parameters: [(name: String, value: String, line: Int)]

  /// The file's path, relative to the package's root.
  public static let path = "site/site.yml"

  /// Reads the configuration.
  ///
  /// - Throws: ``SiteError`` with the line of what cannot be read.
  public init(yaml text: String) throws {
    title = ""
    language = "en"
    hasOnePage = false
    parts = [:]
    timeout = 600
    parameters = []
    let mapping = try YAMLFile(text: text, path: Self.path).mapping
    for (key, node) in mapping {
      switch key.string {
      case "title": title = try Self.text(node, "title")
      case "language": language = try Self.text(node, "language")
      case "address":
        address = Self.address(try Self.text(node, "address"))
        guard address != nil else {
          throw Self.failure(node, "'address' must be one such as 'https://example.org/report/'")
        }
      case "onePage":
        guard let isWanted = node.bool else {
          throw Self.failure(node, "'onePage' must be true or false")
        }
        hasOnePage = isWanted
      case "timeout":
        guard let seconds = node.float, seconds > 0 else {
          throw Self.failure(node, "'timeout' must be a number of seconds above 0")
        }
        timeout = seconds
      case "parts":
        for (part, title) in try Self.mapping(node, "parts") {
          parts[part.string ?? ""] = try Self.text(title, "parts.\(part.string ?? "")")
        }
      case "parameters":
        for (name, value) in try Self.mapping(node, "parameters") {
          let name = name.string ?? ""
          parameters.append(
            (name, try Self.text(value, "parameters.\(name)"), (value.mark?.line ?? 1))
          )
        }
      default:
        let known = ["title", "language", "address", "onePage", "timeout", "parts", "parameters"]
        let name = key.string ?? ""
        throw Self.failure(
          key,
          "there is no setting '\(name)'" + SiteError.hint(name, among: known)
        )
      }
    }
    guard !title.isEmpty else {
      throw SiteError(
        code: .badYAML,
        path: Self.path,
        line: 1,
        message: "the setting 'title' is missing; add 'title: …'"
      )
    }
  }

  /// Returns the address of a site on the web, with a slash at its end, or `nil` for another text.
  public static func address(_ text: String) -> String? {
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host != nil,
      url.query == nil, url.fragment == nil
    else { return nil }
    return text.hasSuffix("/") ? text : "\(text)/"
  }

  private static func text(_ node: Node, _ name: String) throws -> String {
    guard let text = node.scalar?.string else { throw failure(node, "'\(name)' must be a text") }
    return text
  }

  private static func mapping(_ node: Node, _ name: String) throws -> Node.Mapping {
    guard let mapping = node.mapping else {
      throw failure(node, "'\(name)' must be a mapping: indented lines such as 'name: value'")
    }
    return mapping
  }

  private static func failure(_ node: Node, _ message: String) -> SiteError {
    SiteError(code: .badYAML, path: path, line: node.mark?.line, message: message)
  }
}
