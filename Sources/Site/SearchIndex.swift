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
    let key = builder.finish()
    guard !output.holds(Self.path, key: key) else {
      output.keep(Self.path)
      return
    }
    let chapters = pages.compactMap { $0.body?.passages }
    let others = texts.map { try? $0.passages(references: references, math: math) }
    // Under a key that stands for no index where a text cannot be set, so that the next build looks again.
    output.put(Self.path, key: others.contains(nil) ? .of("without a text") : key) {
      Array("window.searchIndex = [".utf8)
        + (chapters + others.compactMap(\.self)).filter { !$0.isEmpty }.joined(separator: ",".utf8)
        + Array("];\n".utf8)
    }
  }

  private static let path = "assets/search.js"
}
