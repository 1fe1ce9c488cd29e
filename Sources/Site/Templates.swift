import Digests
import Notebook
import Synchronization

/// The Mustache templates of a folder.
struct Templates: Sendable {
  /// The digest of all templates: a page set with others has to be set again.
  let digest: Digest

  private let folder: String
  private let texts: [String: String]
  private let read = Read()

  /// The templates as they were read, once a page needs one; most builds need none.
  private final class Read: Sendable {
    let templates = Mutex<[String: Template]?>(nil)
  }

  /// Finds the files `*.mustache` of a folder.
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

  /// Sets a template.
  ///
  /// - Parameters:
  ///   - name: The template's file name without its suffix.
  ///   - values: Every name that the template uses outside its sections; `false` or `nil` for what
  ///     is absent.
  /// - Returns: The text.
  /// - Throws: ``SiteError`` when a template cannot be read or uses a name without a value.
  func render(_ name: String, _ values: TemplateValues) throws -> String {
    let templates = try templates()
    guard let template = templates[name] else {
      throw SiteError(
        code: .badTemplate,
        path: path(of: name),
        line: nil,
        message: "the template is missing"
      )
    }
    var html = ""
    var stack = [values]
    try template.set(&stack, partials: templates, into: &html)
    return html
  }

  private func templates() throws -> [String: Template] {
    try read.templates.withLock { templates in
      if let templates { return templates }
      var new: [String: Template] = [:]
      for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
        new[name] = try TemplateParser.template(text, path: path(of: name), names: Set(texts.keys))
      }
      templates = new
      return new
    }
  }

  private func path(of name: String) -> String { "\(folder)/\(name).mustache" }
}
