import Digests
import Foundation
import Notebook

/// What the search looks through: the prose of all pages, a passage for each heading.
struct SearchIndex {
  let pages: [ChapterPage]

  /// Each passage as `[href, id, title, heading, text]`.
  private func passages() throws -> [[String]] {
    try pages.flatMap { page in
      try page.body().passages.compactMap { passage -> [String]? in
        let words = passage.text.utf8.split { $0 == 32 || $0 == 10 }
        let text = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        guard !text.isEmpty || !passage.heading.isEmpty else { return nil }
        let href = passage.anchor.isEmpty ? page.href : "\(page.href)#\(passage.anchor)"
        return [href, page.section.id, page.title, passage.heading, text]
      }
    }
  }

  /// Writes the index as a script, which a page can load from a disk as well as from a host.
  func put(into output: inout Output) {
    var builder = DigestBuilder()
    for page in pages { builder.add(page.key.hex) }
    output.put("assets/search.js", key: builder.finish()) {
      let json = String(decoding: try StableJSON.encode(passages()), as: UTF8.self)
      return Array("window.searchIndex = \(json);\n".utf8)
    }
  }
}
