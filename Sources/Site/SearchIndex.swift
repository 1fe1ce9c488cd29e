import Digests
import Foundation
import Notebook

/// What the search looks through: the prose of all pages, a passage for each heading.
struct SearchIndex {
  /// Each passage as `[href, id, title, heading, text]`.
  private let passages: [[String]]

  init(pages: [ChapterPage]) {
    passages = pages.flatMap { page in
      page.body.passages.compactMap { passage -> [String]? in
        let text = passage.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty || !passage.heading.isEmpty else { return nil }
        let href = passage.anchor.isEmpty ? page.href : "\(page.href)#\(passage.anchor)"
        return [href, page.section.id, page.title, passage.heading, text]
      }
    }
  }

  /// Writes the index as a script, which a page can load from a disk as well as from a host.
  func put(into output: inout Output) throws {
    let json = String(decoding: try StableJSON.encode(passages), as: UTF8.self)
    let bytes = Array("window.searchIndex = \(json);\n".utf8)
    try output.put("assets/search.js", key: .of(bytes)) { bytes }
  }
}
