import Digests
import Foundation
import Mustache
import Notebook
import Synchronization

/// The Mustache templates of a folder, read strictly.
///
/// Mustache sets an unknown name as nothing, and a page with a hole in it is published. Here a name
/// that is not among a template's values, or a partial that is not there, is an error.
struct Templates: Sendable {
  /// The digest of all templates: a page set with others has to be set again.
  let digest: Digest

  private let folder: String
  private let texts: [String: String]
  private let compiled = Compiled()

  /// The compiled templates, once a page needs one; most builds need none.
  private final class Compiled: Sendable {
    let library = Mutex<MustacheLibrary?>(nil)
  }

  /// Reads the files `*.mustache` of a folder.
  init(root: String, folder: String = "templates") throws {
    var digest = DigestBuilder()
    var texts: [String: String] = [:]
    for file in Files.names(in: "\(root)/\(folder)")
    where file.hasSuffix(".mustache") && !file.hasPrefix(".") {
      let name = String(file.dropLast(".mustache".count))
      let text = try Files.text("\(root)/\(folder)/\(file)")
      texts[name] = text
      digest.add(name)
      digest.add(text)
    }
    self.digest = digest.finish()
    self.folder = folder
    self.texts = texts
  }

  private func library() throws -> MustacheLibrary {
    try compiled.library.withLock { library in
      if let library { return library }
      let compiled = try compile()
      library = compiled
      return compiled
    }
  }

  private func compile() throws -> MustacheLibrary {
    var templates: [String: MustacheTemplate] = [:]
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      let path = "\(folder)/\(name).mustache"
      do {
        templates[name] = try MustacheTemplate(string: text)
      } catch let error as MustacheTemplate.ParserError {
        throw SiteError(
          code: .badTemplate,
          path: path,
          line: error.context.lineNumber,
          message: "the template cannot be read: \(error.error)"
        )
      }
      for match in text.matches(of: /\{\{>\s*([^\s}]+)\s*\}\}/)
      where texts[String(match.output.1)] == nil {
        throw SiteError(
          code: .badTemplate,
          path: path,
          line: text[..<match.range.lowerBound].count { $0 == "\n" } + 1,
          message: "there is no template '\(match.output.1)'"
            + SiteError.hint(String(match.output.1), among: texts.keys)
        )
      }
    }
    return MustacheLibrary(templates: templates)
  }

  /// Sets a template.
  ///
  /// - Parameters:
  ///   - name: The template's file name without its suffix.
  ///   - values: Every name that the template uses outside its sections; `false` for what is absent.
  /// - Returns: The text.
  /// - Throws: ``SiteError`` when a template cannot be read or uses a name without a value.
  func render(_ name: String, _ values: [String: Any]) throws -> String {
    let root = StrictValues(values)
    guard let text = try library().render(root, withTemplate: name) else {
      throw SiteError(
        code: .badTemplate,
        path: "templates/\(name).mustache",
        line: nil,
        message: "the template is missing"
      )
    }
    if let unknown = root.unknown.sorted().first {
      throw SiteError(
        code: .badTemplate,
        path: "templates/\(name).mustache",
        line: nil,
        message: "there is no value '\(unknown)'" + SiteError.hint(unknown, among: values.keys)
      )
    }
    return text
  }
}

/// The outermost values of a template; what even they lack is written down.
private final class StrictValues: MustacheParent {
  private let values: [String: Any]
  private(set) var unknown: Set<String> = []

  init(_ values: [String: Any]) { self.values = values }

  func child(named name: String) -> Any? {
    guard let value = values[name] else {
      unknown.insert(name)
      return nil
    }
    return Values.shown(value)
  }
}

/// The values of a section.
///
/// The library looks at any value through several protocols in turn. The ones that it finds at once
/// are a class of values and a text of its own kind.
private final class Values: MustacheParent {
  private let values: [String: Any]

  init(_ values: [String: Any]) { self.values = values }

  func child(named name: String) -> Any? { values[name].map(Self.shown) }

  /// Returns a value as the library finds it fastest.
  static func shown(_ value: Any) -> Any {
    switch value {
    case let text as String: Text(renderText: text)
    case let list as [[String: Any]]: list.map(Values.init)
    case let section as [String: Any]: Values(section)
    default: value
    }
  }
}

/// A text; it has no values of its own.
private struct Text: MustacheCustomRenderable, MustacheParent {
  let renderText: String

  var isNull: Bool { false }

  func child(named name: String) -> Any? { nil }
}
