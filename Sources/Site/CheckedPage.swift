/// What a check sees of one page: its tags, read in order.
///
/// The pages are our own, so their tags are well formed; this is a scanner and no parser of whatever
/// a browser would accept.
struct CheckedPage {
  /// The addresses that the page links to, and those that it loads.
  private(set) var links: [String] = []
  private(set) var sources: [String] = []

  /// Where the page says that it stands for the world.
  private(set) var canonical: String?

  private(set) var ids: Set<String> = []

  /// What is wrong within the page.
  private(set) var faults: [String] = []

  /// The page's size in bytes.
  let size: Int

  init(_ html: String) {
    size = html.utf8.count
    var level = 0
    var titleCount = 0
    for match in html.matches(of: /<([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*\/?>/) {
      let tag = String(match.output.1)
      let attributes = Self.attributes(match.output.2)
      if let id = attributes["id"], !ids.insert(id).inserted {
        faults.append("the id '\(id)' stands there twice")
      }
      switch tag {
      case "a", "link":
        if let href = attributes["href"] {
          switch (tag, attributes["rel"]) {
          case ("a", _), (_, "expect"): links.append(href)
          case (_, "canonical"): canonical = href
          default: sources.append(href)
          }
        }
      case "img", "script", "source", "iframe":
        sources += [attributes["src"], attributes["srcset"]].compactMap { $0 }
        if tag == "img" { checkPicture(attributes) }
      case "h1", "h2", "h3", "h4", "h5", "h6":
        let new = Int(tag.dropFirst()) ?? 1
        if new > level + 1 {
          faults.append("a heading of level \(new) follows one of level \(level)")
        }
        level = new
        if new == 1 { titleCount += 1 }
      default: break
      }
    }
    if titleCount != 1 { faults.append("it has \(titleCount) headings of level 1 instead of one") }
    if html.contains("<div class=\"card\"") {
      faults.append("it carries a card instead of a fresh result")
    }
    checkPlaceholders(html)
  }

  /// Makes addresses of files below an address relative to it.
  mutating func shorten(by address: String?) {
    guard let address else { return }
    func shortened(_ link: String) -> String {
      guard link.hasPrefix(address) else { return link }
      let rest = String(link.dropFirst(address.count))
      return rest.isEmpty || rest.hasPrefix("#") ? "index.html\(rest)" : rest
    }
    links = links.map(shortened)
    sources = sources.map(shortened)
  }

  private mutating func checkPicture(_ attributes: [String: String]) {
    let source = attributes["src"] ?? ""
    if attributes["alt"] == nil { faults.append("the picture '\(source)' has no alternative text") }
    if attributes["width"] == nil || attributes["height"] == nil {
      faults.append("the picture '\(source)' has no size, so the page moves while it loads")
    }
  }

  /// Words that say that somebody meant to write something.
  private mutating func checkPlaceholders(_ html: String) {
    let prose = html.replacing(/<(pre|script)[\s\S]*?<\/\1>/, with: "").replacing(
      /<[^>]*>/,
      with: " "
    )
    for pattern in [
      #/\bTODO\b/#, #/\bFIXME\b/#, #/\bTBD\b/#, #/\[write [^\]]*\]/#, #/lorem ipsum/#,
    ] {
      if let match = prose.firstMatch(of: pattern.ignoresCase()) {
        faults.append("a placeholder is left: '\(match.output)'")
      }
    }
    if let match = prose.firstMatch(of: /\{\{[^}]*\}\}/) {
      faults.append("a value was not set: '\(match.output)'")
    }
  }

  private static func attributes(_ text: Substring) -> [String: String] {
    Dictionary(
      text.matches(of: /([a-zA-Z-]+)(?:="([^"]*)")?/).map { match in
        (
          String(match.output.1),
          String(match.output.2 ?? "").replacing("&amp;", with: "&")
        )
      },
      uniquingKeysWith: { first, _ in first }
    )
  }
}
