import CMarkdown
import Digests
import Notebook

/// A page that is no chapter's: `site/NAME.md`, such as a list of symbols.
struct TextPage: Sendable {
  /// The page's address in the site.
  let href: String

  /// The title, or the file's name where that cannot be read.
  let title: String

  /// The file, relative to the package's root.
  private let path: String
  private let text: String
  private let front: Result<FrontMatter, any Error>

  /// Reads the texts beside the opening one, in the order of their names.
  static func all(root: String) throws -> [TextPage] {
    try Files.names(in: "\(root)/site").filter {
      $0.hasSuffix(".md") && !$0.hasPrefix(".") && $0 != "index.md"
    }
    .map { try TextPage(name: String($0.dropLast(".md".count)), root: root) }
  }

  private init(name: String, root: String) throws {
    href = "\(name).html"
    path = "site/\(name).md"
    text = try Files.text("\(root)/\(path)")
    front = Result { [path, text] in
      try FrontMatter(text, path: path, required: ["title", "description"])
    }
    title = (try? front.get().fields["title"]) ?? name
  }

  /// Writes the page; returns what could not be set, which the page then says in its place.
  ///
  /// `pages` is the digest of all that references lead to.
  func put(
    into output: inout Output,
    shell: PageShell,
    references: References,
    pages: Digest,
    math: MathML
  ) throws -> [SiteError] {
    var builder = DigestBuilder()
    for part in [shell.digest.hex, text, pages.hex] { builder.add(part) }
    let key = builder.finish()
    guard !output.holds(href, key: key) else {
      output.keep(href)
      return []
    }
    do {
      let front = try front.get()
      let body = try set(front, references: references, math: math).html
      output.put(href, key: key) {
        try shell.page(
          href,
          kind: "plain",
          title: title,
          description: front.fields["description"] ?? "",
          body: body
        )
      }
      return []
    } catch let error as SiteError {
      // Under a key that stands for no page, so that the next build looks again.
      output.put(href, key: .of("\(error)")) {
        try shell.page(
          href,
          kind: "plain",
          title: title,
          description: "",
          body: shell.card(saying: error, mending: path)
        )
      }
      return [error]
    }
  }

  /// What the page says.
  var digest: Digest { .of(text) }

  /// What the page adds to the search index.
  ///
  /// - Throws: ``SiteError`` with what cannot be set.
  func passages(references: References, math: MathML) throws -> ArraySlice<UInt8> {
    try set(front.get(), references: references, math: math).passages
      .line(href: href, id: "", title: title)
  }

  private func set(
    _ front: FrontMatter,
    references: References,
    math: MathML
  ) throws -> (html: String, passages: Passages) {
    var setter = InlineSetter(
      path: path,
      firstLine: front.firstLine,
      references: references,
      math: math,
      id: nil
    )
    let document = MarkdownDocument(front.body)
    var layout = Layout()
    var passages = Passages()
    for block in document.blocks {
      let html = try setter.html(of: block, in: document)
      if block.type == CMARK_NODE_HEADING, block.level == 2 {
        let title = block.plainText
        let anchor = HTML.anchor(title)
        layout.open(anchor: anchor, heading: block.children.map(document.html).joined())
        passages.open(anchor: anchor, heading: title)
      } else {
        passages.add(html)
        layout.add(html, html.hasPrefix("<div class=\"scroll\"") ? .wide : .prose)
      }
    }
    if let error = setter.errors.first { throw error }
    return (layout.close(), passages)
  }
}
