import CMarkdown
import Digests
import Notebook
import Snippets

/// Sets the text of a page as HTML: prose, call-outs, formulas, references, and directives.
///
/// It reads the chapter's fragment and runs nothing. What cannot be set is collected, so that an
/// author sees all faults of a page at once.
struct PageSetter {
  /// A page as it is set.
  struct Page: Sendable {
    var html = ""
    var headings: [Heading] = []
    var plates: [Plate] = []
    var passages = Passages()
  }

  /// A heading, for the list at the head of the page.
  struct Heading: Codable, Sendable {
    let anchor: String
    let title: String
  }

  /// A figure or a table, for the list of all.
  struct Plate: Codable, Sendable {
    let anchor: String
    let label: String

    /// The caption as HTML.
    let caption: String
  }

  /// How a block stands on the page.
  enum Placement {
    case prose
    case wide
    case beside
  }

  let text: PageText
  let presentation: Presentation

  /// Where the presentation's files are kept, and under which address.
  let store: Store
  let address: Digest
  let templates: Templates
  let slices: SourceSlices
  var inlines: InlineSetter

  /// The files of the fragment that the page shows, as far as it is set.
  var files: [FigureFragment.File] = []

  /// The figures and tables, as far as the page is set.
  var plates: [Plate] = []

  /// Where the figures of this page stand, relative to the page.
  var figures: String { "figures/\(text.section.id)" }

  /// What could not be set, in the order of its discovery.
  var errors: [SiteError] { ownErrors + inlines.errors }

  private var ownErrors: [SiteError] = []

  init(
    text: PageText,
    presentation: Presentation,
    store: Store,
    address: Digest,
    templates: Templates,
    references: References,
    slices: SourceSlices,
    math: MathML
  ) {
    self.text = text
    self.presentation = presentation
    self.store = store
    self.address = address
    self.templates = templates
    self.slices = slices
    inlines = InlineSetter(
      path: text.path,
      firstLine: text.firstLine,
      references: references,
      math: math,
      id: text.section.id
    )
  }

  /// Sets the page; ``errors`` says what could not be set.
  mutating func page() throws -> Page {
    var unknown: [(String, Int)] = []
    let filled = ValueText.fill(text.body, from: presentation.values) { unknown.append(($0, $1)) }
    for (name, line) in unknown {
      let hint = SiteError.hint(name, among: presentation.values.map(\.name))
      refuse(.unknownName, line: line, "the chapter has no value '\(name)'" + hint)
    }
    ownErrors += text.errors

    var page = Page()
    var layout = Layout()
    var footnotes: [String] = []
    let document = MarkdownDocument(filled)
    for block in document.blocks {
      if block.type == CMARK_NODE_HEADING {
        guard block.level > 1 else {
          refuse(
            .misplacedHeading,
            at: block,
            "the title stands in the front matter; use '##' here"
          )
          continue
        }
        let title = block.plainText
        let anchor = HTML.anchor(title)
        try inlines.set(below: block)
        let html = block.children.map(document.html).joined()
        if block.level == 2 {
          page.headings.append(Heading(anchor: anchor, title: html))
          page.passages.open(anchor: anchor, heading: title)
          layout.open(anchor: anchor, heading: html)
        } else {
          page.passages.add(html)
          layout.add("<h\(block.level) id=\"\(anchor)\">\(html)</h\(block.level)>\n", .prose)
        }
        continue
      }
      let plateCount = plates.count
      let (html, placement) = try set(block, of: document)
      // Of pictures and tables the caption says what there is to find.
      for plate in plates[plateCount...] { page.passages.add(plate.caption) }
      if plates.count == plateCount { page.passages.add(html) }
      if block.type == CMARK_NODE_FOOTNOTE_DEFINITION {
        footnotes.append(html)
      } else {
        layout.add(html, placement)
      }
    }
    page.plates = plates
    page.html = layout.close() + Self.list(footnotes)
    return page
  }

  /// Makes one list of footnotes that were each set as a list of their own.
  private static func list(_ footnotes: [String]) -> String {
    guard !footnotes.isEmpty else { return "" }
    let items = footnotes.compactMap { html -> Substring? in
      guard let start = html.firstRange(of: "<li"), let end = html.ranges(of: "</li>").last else {
        return nil
      }
      return html[start.lowerBound..<end.upperBound]
    }
    return
      "<section class=\"footnotes\">\n<ol>\n\(items.joined(separator: "\n"))\n</ol>\n</section>\n"
  }

  /// Sets one block.
  private mutating func set(
    _ block: MarkdownNode,
    of document: MarkdownDocument
  ) throws -> (String, Placement) {
    switch block.type {
    case CMARK_NODE_CODE_BLOCK:
      do {
        if let directive = try Directive(info: block.fenceInfo) {
          let html = try set(directive, block)
          if directive.kind == .math { return (html, .prose) }
          return (html, directive.isBeside ? .beside : .wide)
        }
      } catch let error as Directive.Malformed {
        refuse(error.code, at: block, error.message)
        return ("", .prose)
      }
      let code =
        block.fenceInfo == "swift"
        ? Highlighter.lines(of: block.literal).joined(separator: "\n")
        : HTML.escape(block.literal)
      return ("<div class=\"code\"><pre tabindex=\"0\"><code>\(code)</code></pre></div>\n", .prose)
    case CMARK_NODE_BLOCK_QUOTE:
      if let callout = Callout(block) { return try set(callout, block, of: document) }
    default: break
    }
    return (try inlines.html(of: block, in: document), .prose)
  }

  private mutating func set(
    _ callout: Callout,
    _ block: MarkdownNode,
    of document: MarkdownDocument
  ) throws -> (String, Placement) {
    guard let kind = callout.kind else {
      let hint = SiteError.hint(callout.marker, among: Callout.Kind.allCases.map(\.marker))
      refuse(.unknownDirective, at: block, "there is no call-out '\(callout.marker)'" + hint)
      return ("", .prose)
    }
    callout.removeMarker()
    try inlines.set(below: block)
    let html = try templates.render(
      "callout",
      [
        "kind": kind.rawValue, "title": kind.title,
        "body": block.children.map(document.html).joined(),
      ]
    )
    return (html, callout.isBeside ? .beside : .prose)
  }

  private mutating func set(_ directive: Directive, _ block: MarkdownNode) throws -> String {
    switch directive.kind {
    case .figure, .slider: try setFigure(directive, block)
    case .table: try setTable(directive, block)
    case .walkthrough: try setWalkthrough(directive, block)
    case .math: try setMath(directive, block)
    }
  }

  private mutating func setMath(_ directive: Directive, _ block: MarkdownNode) throws -> String {
    do {
      return try templates.render(
        "math",
        [
          "id": directive.anchor, "label": text.labels[directive.name]?.text ?? "",
          "mathml": inlines.math.element(block.literal, isDisplay: true),
        ]
      )
    } catch let error as MathML.Failure {
      refuse(error.code, at: block, error.message)
      return ""
    }
  }

  mutating func refuse(_ code: SiteError.Code, at block: MarkdownNode, _ message: String) {
    refuse(code, line: block.line, message)
  }

  /// Writes down an error of another file.
  mutating func refuse(_ error: SiteError) { ownErrors.append(error) }

  /// Writes down an error at a line of the body, counted from 1.
  mutating func refuse(_ code: SiteError.Code, line: Int, _ message: String) {
    ownErrors.append(
      SiteError(code: code, path: text.path, line: line + text.firstLine - 1, message: message)
    )
  }
}
