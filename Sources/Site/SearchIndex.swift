import Foundation
import Notebook

/// What the search looks through: the prose of all pages, a passage for each heading.
struct SearchIndex {
  let pages: [ChapterPage]

  /// Returns the passages of a page, each `[href, id, title, heading, text]`, with commas between
  /// them: a line of the index.
  static func passages(
    of page: PageSetter.Page,
    on text: PageText
  ) throws -> ArraySlice<UInt8> {
    let href = "\(text.section.slug).html"
    let passages = page.passages.compactMap { passage -> [String]? in
      let words = passage.text.utf8.split { $0 == 32 || $0 == 10 }
        .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      guard !words.isEmpty || !passage.heading.isEmpty else { return nil }
      let place = passage.anchor.isEmpty ? href : "\(href)#\(passage.anchor)"
      return [place, text.section.id, text.title, passage.heading, words]
    }
    return try StableJSON.encode(passages).dropFirst().dropLast()
  }

  /// Writes the index as a script, which a page can load from a disk as well as from a host.
  func put(into output: inout Output) {
    output.put("assets/search.js", key: pages.digest) {
      let lines = pages.compactMap { $0.body?.passages }.filter { !$0.isEmpty }
      return Array("window.searchIndex = [".utf8) + lines.joined(separator: ",".utf8)
        + Array("];\n".utf8)
    }
  }
}
