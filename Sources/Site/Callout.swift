import CMarkdown

/// A block quote that begins with a marker such as `[!INTUITION]`.
struct Callout {
  /// The kinds of call-out.
  enum Kind: String, CaseIterable {
    case goal
    case intuition
    case takeaway
    case watch
    case why
    case debug

    var marker: String { rawValue.uppercased() }

    var title: String {
      switch self {
      case .goal: "Goal"
      case .intuition: "Intuition"
      case .takeaway: "Takeaway"
      case .watch: "Where it fails"
      case .why: "Why this happens"
      case .debug: "Debug trick"
      }
    }
  }

  /// What stands in the marker, such as `INTUITION`.
  let marker: String

  /// Whether the call-out stands at the right of the prose before it: `[!WATCH] beside`.
  let isBeside: Bool

  /// The kind; `nil` when the marker names none.
  var kind: Kind? { Kind(rawValue: marker.lowercased()) }

  private let markerNodes: [MarkdownNode]
  private let paragraph: MarkdownNode

  /// Looks whether a block quote is a call-out.
  init?(_ quote: MarkdownNode) {
    guard let paragraph = quote.children.first, paragraph.type == CMARK_NODE_PARAGRAPH
    else { return nil }
    // The marker fills the first line; the parser may have cut it into several texts.
    let nodes = Array(paragraph.children.prefix { $0.type == CMARK_NODE_TEXT })
    let line = nodes.map(\.literal).joined()
    guard line.hasPrefix("[!"), let end = line.firstIndex(of: "]") else { return nil }
    let word = line[line.index(line.startIndex, offsetBy: 2)..<end]
    let rest = line[end...].dropFirst().split(separator: " ")
    guard !word.isEmpty, word.utf8.allSatisfy({ (65...90).contains($0) }),
      rest.isEmpty || rest == ["beside"]
    else { return nil }
    marker = String(word)
    isBeside = !rest.isEmpty
    markerNodes = nodes
    self.paragraph = paragraph
  }

  /// Takes the marker's line out of the quote.
  func removeMarker() {
    markerNodes.last?.next?.remove()
    for node in markerNodes { node.remove() }
    if paragraph.children.isEmpty { paragraph.remove() }
  }
}
