/// What a fenced block of `page.md` asks for, by the words behind its fence.
struct Directive {
  /// The kinds of directive.
  enum Kind: String, CaseIterable {
    case figure
    case slider
    case table
    case walkthrough
    case math
  }

  let kind: Kind

  /// The name of the figure, table, formula, or slice.
  let name: String

  /// Whether it stands at the right of the prose before it.
  let isBeside: Bool

  /// Whether a figure's pictures can be turned by half a turn.
  let isTurnable: Bool

  /// Reads the words behind a fence.
  ///
  /// - Returns: `nil` when the block is code: one word, or none.
  /// - Throws: A sentence as a `String` in ``Malformed``.
  init?(info: String) throws(Malformed) {
    let words = info.split(separator: " ").map(String.init)
    guard let kind = words.first.flatMap(Kind.init) else {
      guard words.count < 2 else {
        throw Malformed(
          code: .unknownDirective,
          message: "there is no directive '\(words[0])'"
            + SiteError.hint(words[0], among: Kind.allCases.map(\.rawValue))
        )
      }
      return nil
    }
    let known = kind == .figure ? ["beside", "turn"] : ["beside"]
    guard words.count >= 2, words.dropFirst(2).allSatisfy(known.contains) else {
      let forms = (["\(kind.rawValue) NAME"] + known.map { "\(kind.rawValue) NAME \($0)" })
        .map { "'\($0)'" }
      throw Malformed(
        code: .malformedDirective,
        message: "a directive is \(forms.joined(separator: " or ")), not '\(info)'"
      )
    }
    self.kind = kind
    name = words[1]
    isBeside = words.dropFirst(2).contains("beside")
    isTurnable = words.dropFirst(2).contains("turn")
  }

  /// A fence that says what cannot be.
  struct Malformed: Error {
    let code: SiteError.Code
    let message: String
  }

  /// The anchor on the page.
  var anchor: String { name.split(separator: "/").last.map(String.init) ?? name }
}
