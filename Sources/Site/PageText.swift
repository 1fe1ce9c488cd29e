import CMarkdown
import Notebook

/// The text of a chapter's page, and what can be known of it before anything is computed.
struct PageText: Sendable {
  /// A thing on the page that can be referred to.
  struct Label: Sendable {
    /// How a reference names it, such as "Figure 2".
    let text: String
    let anchor: String
  }

  let section: Section

  /// The file, relative to the package's root.
  let path: String

  let title: String
  let goal: String

  /// The picture that is to stand for the chapter, where the text chooses one.
  let emblem: Emblem.Choice?

  /// The Markdown behind the front matter, and the number of its first line.
  let body: String
  let firstLine: Int

  /// What can be referred to, by the name in the reference.
  let labels: [String: Label]

  /// The slices that walkthroughs show, such as `Diffusion/add-noise`.
  let slices: [String]

  /// The references of prose, captions and steps, sorted.
  let references: [String]

  /// What is wrong with the text already, before it is set.
  let errors: [SiteError]

  /// Reads a page's text.
  init(_ text: String, section: Section, path: String) throws {
    self.section = section
    self.path = path
    let front = try FrontMatter(
      text,
      path: path,
      required: ["title", "goal"],
      optional: ["emblem"]
    )
    title = front.fields["title"] ?? ""
    goal = front.fields["goal"] ?? ""
    emblem = try front.fields["emblem"].map { try Emblem.Choice($0, path: path) }
    body = front.body
    firstLine = front.firstLine

    var labels: [String: Label] = [:]
    var slices: [String] = []
    var errors: [SiteError] = []
    var references: Set<String> = []
    func collectReferences(in blocks: [MarkdownNode]) {
      for node in blocks.lazy.flatMap(\.descendants) where node.type == CMARK_NODE_LINK {
        let url = node.url
        if References.isReference(url) { references.insert(url) }
      }
    }
    var counts: [String: Int] = [:]
    let document = MarkdownDocument(body)
    collectReferences(in: document.blocks)
    for block in document.blocks {
      func add(_ name: String, _ label: Label) {
        if labels.updateValue(label, forKey: name) != nil {
          errors.append(
            SiteError(
              code: .duplicateLabel,
              path: path,
              line: block.line + front.firstLine - 1,
              message: "'\(name)' stands on this page already; give one of the two another name"
            )
          )
        }
      }
      if block.type == CMARK_NODE_HEADING {
        let anchor = HTML.anchor(block.plainText)
        add(anchor, Label(text: block.plainText, anchor: anchor))
      }
      guard block.type == CMARK_NODE_CODE_BLOCK,
        let directive = try? Directive(info: block.fenceInfo)
      else { continue }
      if directive.kind != .math && block.literal.contains("](") {
        let inner = MarkdownDocument(block.literal)
        collectReferences(in: inner.blocks)
      }
      func next(_ kind: String) -> Int {
        counts[kind, default: 0] += 1
        return counts[kind] ?? 1
      }
      switch directive.kind {
      case .figure, .slider:
        add(
          directive.name,
          Label(text: "Figure \(next("figure"))", anchor: directive.anchor)
        )
      case .table:
        add(directive.name, Label(text: "Table \(next("table"))", anchor: directive.anchor))
      case .math:
        add(directive.name, Label(text: "(\(next("math")))", anchor: directive.anchor))
      case .walkthrough:
        add(
          directive.anchor,
          Label(text: "Listing \(next("listing"))", anchor: directive.anchor)
        )
        slices.append(directive.name)
      }
    }
    self.labels = labels
    self.slices = slices
    self.references = references.sorted()
    self.errors = errors
  }
}
