import Digests
import Notebook

/// What the search looks through: the prose of all pages, a passage for each heading.
struct SearchIndex {
  let pages: [ChapterPage]
  let texts: [TextPage]
  let references: References
  let math: MathML

  /// Writes the index as a script, which a page can load from a disk as well as from a host.
  func put(into output: inout Output) {
    var builder = DigestBuilder()
    for part in [pages.digest.hex] + texts.map(\.digest.hex) { builder.add(part) }
    output.put("assets/search.js", key: builder.finish()) { [self] in
      let chapters = pages.compactMap { $0.body?.passages }
      let others = try texts.map { try $0.passages(references: references, math: math) }
      return Array("window.searchIndex = [".utf8)
        + (chapters + others).filter { !$0.isEmpty }.joined(separator: ",".utf8)
        + Array("];\n".utf8)
    }
  }
}
