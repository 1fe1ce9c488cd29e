import CMarkdown

/// Sets what stands within lines: formulas, and references to other places of the report.
struct InlineSetter {
  /// The file that the text stands in, relative to the package's root, and where its body begins.
  let path: String
  let firstLine: Int

  let references: References
  let math: MathML

  /// The chapter on whose page the text stands; `nil` for a page that is no chapter's.
  let id: String?

  /// What could not be set.
  private(set) var errors: [SiteError] = []

  init(path: String, firstLine: Int, references: References, math: MathML, id: String?) {
    self.path = path
    self.firstLine = firstLine
    self.references = references
    self.math = math
    self.id = id
  }

  /// Sets Markdown that stands by itself, such as a caption; a single paragraph loses its tags.
  ///
  /// - Parameters:
  ///   - markdown: The text.
  ///   - line: The line of the file on which it stands; `nil` when it is the file's whole body.
  /// - Returns: The HTML; what could not be set is in ``errors``.
  /// - Throws: An error of the store or of starting a program.
  mutating func html(of markdown: String, at line: Int?) throws -> String {
    let document = MarkdownDocument(markdown)
    let blocks = document.blocks
    var html: [String] = []
    for block in blocks {
      try set(below: block, at: line)
      html.append(
        blocks.count == 1 && block.type == CMARK_NODE_PARAGRAPH
          ? block.children.map(document.html).joined() : document.html(block)
      )
    }
    return html.joined()
  }

  /// Sets a block of prose; a table may then be scrolled by itself.
  mutating func html(of block: MarkdownNode, in document: MarkdownDocument) throws -> String {
    try set(below: block)
    let html = document.html(block)
    guard html.hasPrefix("<table") else { return html }
    return
      "<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\(html)</div>\n"
  }

  /// Puts formulas and references in the place of the nodes below a block that stand for them.
  mutating func set(below block: MarkdownNode, at line: Int? = nil) throws {
    // The parser gives lines to blocks, and to what is within them only now and then.
    let line = line ?? block.line + firstLine - 1
    for node in block.descendants {
      if node.type == CMARK_NODE_CODE, let formula = InlineFormula(node) {
        do {
          let element = try math.element(formula.tex, isDisplay: false)
          formula.removeDollars()
          node.replace(withHTML: element)
        } catch let error as MathML.Failure {
          refuse(error.code, line, error.message)
        }
      } else if node.type == CMARK_NODE_LINK, References.isReference(node.url) {
        do {
          let target = try references.resolve(node.url, from: id)
          node.url = target.href
          if node.children.isEmpty { node.append(text: target.text) }
        } catch {
          refuse(.brokenReference, line, error.message)
        }
      } else if node.type == CMARK_NODE_IMAGE {
        refuse(
          .brokenReference,
          line,
          "the picture '\(node.url)' is no figure of the chapter; draw it, and place it by a directive"
        )
      } else if node.type == CMARK_NODE_LINK, !node.url.contains(":") {
        refuse(
          .brokenReference,
          line,
          "the link '\(node.url)' is neither a reference, such as 'A1.2#name', nor a whole address"
        )
      }
    }
  }

  private mutating func refuse(_ code: SiteError.Code, _ line: Int, _ message: String) {
    errors.append(SiteError(code: code, path: path, line: line, message: message))
  }
}
