import Foundation
import Site
import TestSupport
import Testing

@Suite struct SiteCheckTests {
  private static func page(_ body: String, head: String = "") -> String {
    "<!doctype html><html><head><title>T</title>\(head)</head><body><h1 id=\"top\">T</h1>\(body)"
      + "<a href=\"other.html\">other</a><a href=\"index.html\">index</a></body></html>"
  }

  private func faults(_ body: String, head: String = "") throws -> [String] {
    try withTemporaryFolder { folder in
      try write(
        ["index.html": Self.page(body, head: head), "other.html": Self.page("")],
        in: folder
      )
      return try SiteCheck(folder: folder).faults().map(\.description)
    }
  }

  @Test func aSoundSiteHasNoFaults() throws {
    #expect(try faults("<a href=\"#top\">up</a><a href=\"https://example.org/\">out</a>").isEmpty)
  }

  @Test(arguments: [
    ("<a href=\"none.html\">x</a>", "the link 'none.html' leads nowhere"),
    (
      "<a href=\"other.html#no\">x</a>", "the link 'other.html#no' leads to no anchor of other.html"
    ),
    ("<a href=\"#no\">x</a>", "the link '#no' leads to no anchor of index.html"),
    ("<a href=\"/other.html\">x</a>", "the link '/other.html' does not work under another path"),
    ("<a href=\"javascript:x\">x</a>", "the link 'javascript:x' is a script"),
    (
      "<img src=\"no.png\" width=\"1\" height=\"1\" alt=\"a\">",
      "'no.png' is not there"
    ),
    (
      "<img src=\"data:,\" width=\"1\" height=\"1\">",
      "the picture 'data:,' has no alternative text"
    ),
    (
      "<img src=\"data:,\" alt=\"a\">",
      "the picture 'data:,' has no size, so the page moves while it loads"
    ),
    (
      "<script src=\"https://cdn.example.org/a.js\"></script>",
      "it loads 'https://cdn.example.org/a.js' from another host"
    ),
    ("<p id=\"a\"></p><p id=\"a\"></p>", "the id 'a' stands there twice"),
    ("<h3>x</h3>", "a heading of level 3 follows one of level 1"),
    ("<h1>x</h1>", "it has 2 headings of level 1 instead of one"),
    ("<p>TODO: write</p>", "a placeholder is left: 'TODO'"),
    ("<p>[write 3 sentences]</p>", "a placeholder is left: '[write 3 sentences]'"),
    ("<p>{{value}}</p>", "a value was not set: '{{value}}'"),
  ])
  func eachFaultIsFound(body: String, message: String) throws {
    #expect(try faults(body) == ["index.html: \(message)"])
  }

  @Test func aPageOverItsBudgetIsAFault() throws {
    let found = try faults("<p>\(String(repeating: "word ", count: 62_000))</p>")
    #expect(found == ["index.html: it weighs 302 KiB; a page may weigh 150 KiB"])
  }

  @Test func aPageThatNothingLeadsToIsAFault() throws {
    try withTemporaryFolder { folder in
      try write(["index.html": "<h1>T</h1>", "lost.html": "<h1>T</h1>"], in: folder)
      let faults = try SiteCheck(folder: folder).faults().map(\.description)
      #expect(faults == ["lost.html: no page links to it"])
    }
  }

  @Test func codeMayContainWhatProseMayNot() throws {
    #expect(try faults("<pre>// TODO {{x}}</pre>").isEmpty)
  }
}
