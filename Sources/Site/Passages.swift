import Notebook

/// The texts under the headings of a page, for the search.
struct Passages: Sendable {
  /// The text under one heading; before the first one it has no anchor.
  struct Passage: Sendable {
    let anchor: String
    let heading: String
    fileprivate(set) var text: [UInt8] = []

    /// The names of symbols in its formulas, such as `alpha`: they are searched for and not shown.
    fileprivate(set) var symbols: Set<String> = []
  }

  private(set) var all = [Passage(anchor: "", heading: "")]

  /// Begins the text under a heading.
  mutating func open(anchor: String, heading: String) {
    all.append(Passage(anchor: anchor, heading: heading))
  }

  /// Adds what a reader sees of HTML: formulas as they are set, and no code.
  mutating func add(_ html: String) {
    var text: [UInt8] = []
    var rest = Array(html.utf8)[...]
    // How deep a formula is nested at each fraction whose numerator has not ended.
    var (depth, fractions): (Int, [Int]) = (0, [])
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "<"):
        let tag = rest.prefix { $0 != UInt8(ascii: ">") }
        rest = rest.dropFirst(tag.count + 1)
        if tag.starts(with: "</m".utf8) {
          depth -= 1
          if fractions.last == depth {
            text.append(UInt8(ascii: "/"))
            fractions.removeLast()
          }
        } else if tag.starts(with: "<m".utf8), tag.last != UInt8(ascii: "/") {
          depth += 1
          if tag.starts(with: "<mfrac".utf8) { fractions.append(depth) }
        }
        if tag.starts(with: "<annotation".utf8) {
          let tex = String(decoding: rest.prefix { $0 != UInt8(ascii: "<") }, as: UTF8.self)
          rest = rest.dropFirst(tex.utf8.count)
          all[all.count - 1].symbols.formUnion(
            tex.matches(of: /\\([A-Za-z]{2,})/).map { String($0.1) }
              .filter { Self.letters.contains($0.lowercased()) }
          )
        } else if let skipped = Self.skipped.first(where: { tag.dropFirst().starts(with: $0.utf8) })
        {
          rest = rest.firstRange(of: "</\(skipped)>".utf8).map { rest[$0.upperBound...] } ?? []
        } else if tag.starts(with: "<msqrt".utf8) {
          text += "√".utf8
        } else if !Self.inline.contains(where: { tag.dropFirst().starts(with: $0.utf8) }) {
          text.append(32)
        }
      case UInt8(ascii: "&"):
        let name = rest.prefix { $0 != UInt8(ascii: ";") }
        let character = HTML.character(named: name)
        text += character.map { Array($0.utf8) } ?? [byte]
        rest = rest.dropFirst(character == nil ? 1 : name.count + 1)
      default:
        let run = rest.prefix { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "&") }
        text += run
        rest = rest.dropFirst(run.count)
      }
    }
    all[all.count - 1].text += text + [32]
  }

  /// Tags that do not part words; a formula's parts stand close together.
  private static let inline = ["a ", "em", "strong", "code", "sup", "span", "m", "/"]

  /// What people call a symbol that they cannot type; other names in TeX are for its setting.
  private static let letters: Set = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
  ]

  /// What is no prose.
  private static let skipped = ["pre", "button", "script"]

  /// A line of the index: each passage as `[href, id, title, heading, text, symbols]`, with commas between
  /// them.
  ///
  /// - Parameters:
  ///   - href: The page's address.
  ///   - id: The chapter's id, or nothing.
  ///   - title: The page's title.
  /// - Returns: The line, without brackets at its ends.
  /// - Throws: An error of the encoder's.
  func line(href: String, id: String, title: String) throws -> ArraySlice<UInt8> {
    let entries = all.compactMap { passage -> [String]? in
      let words = passage.text.split { $0 == 32 || $0 == 10 }
      guard !words.isEmpty || !passage.heading.isEmpty else { return nil }
      let place = passage.anchor.isEmpty ? href : "\(href)#\(passage.anchor)"
      let text = String(decoding: Array(words.joined(separator: [32])), as: UTF8.self)
      let symbols = passage.symbols.sorted().joined(separator: " ")
      return [place, id, title, passage.heading, text, symbols]
    }
    return try StableJSON.encode(entries).dropFirst().dropLast()
  }
}
