import CMarkdown

/// A formula within a line: code between dollar signs, as GitHub writes it.
struct InlineFormula {
  let tex: String
  private let before: MarkdownNode
  private let after: MarkdownNode

  /// Looks whether a code node stands between dollar signs.
  init?(_ code: MarkdownNode) {
    guard let before = code.previous, before.type == CMARK_NODE_TEXT,
      before.literal.hasSuffix("$"), let after = code.next,
      after.type == CMARK_NODE_TEXT, after.literal.hasPrefix("$")
    else { return nil }
    tex = code.literal
    self.before = before
    self.after = after
  }

  /// Takes the dollar signs out of the text around the formula.
  func removeDollars() {
    before.literal = String(before.literal.dropLast())
    after.literal = String(after.literal.dropFirst())
  }
}
