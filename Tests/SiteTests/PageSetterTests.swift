import Digests
import Foundation
import Notebook
@testable import Site
import TestSupport
import Testing

/// How a page's text becomes HTML, with templates of a line each.
@Suite struct PageSetterTests {
  private static let templates = [
    "callout": "<aside class=\"{{kind}}\">{{title}}: {{{body}}}</aside>",
    "math": "<p id=\"{{id}}\">{{label}} {{{mathml}}}</p>",
    "walkthrough":
      "{{path}} {{firstLine}}-{{lastLine}}\n{{{code}}}\n"
      + "{{#steps}}{{number}}>{{lineNumber}} {{{text}}}\n{{/steps}}",
  ]

  private func set(_ body: String) throws -> (PageSetter.Page, [SiteError]) {
    try withTemporaryFolder { folder in
      var files = ["chapters/A1-One/One.swift": Self.source]
      for (name, text) in Self.templates { files["templates/\(name).mustache"] = text }
      try write(files, in: folder)
      let section = Section("A1", "One")
      let text = try PageText(
        "---\ntitle: One\ngoal: To be set.\n---\n\(body)",
        section: section,
        path: "page.md"
      )
      var setter = PageSetter(
        text: text,
        presentation: Presentation(),
        store: Store(folder: folder),
        address: .of(""),
        templates: try Templates(root: folder),
        references: References(pages: [text]),
        slices: SourceSlices(root: folder),
        math: MathML(cache: "\(folder)/cache")
      )
      return (try setter.page(), setter.errors)
    }
  }

  private static let source = """
    struct One {
      // snippet.sum
      func sum(_ a: Int) -> Int {
        a + 1
      }
      // snippet.end
    }
    """

  @Test func sectionsHoldRunsOfProseAndWhatStandsBeside() throws {
    let (page, errors) = try set(
      """
      Before.

      ## One & two

      Text.

      > [!WATCH] beside
      > Mind this.

      More.

      ## Three
      """
    )
    #expect(errors.isEmpty)
    #expect(
      page.html == """
        <div class="prose">
        <p>Before.</p>
        </div>
        <section id="one-two">
        <h2>One &amp; two</h2>
        <div class="two">
        <div class="prose">
        <p>Text.</p>
        <p>More.</p>
        </div>
        <div class="side">
        <aside class="watch">Where it fails: <p>Mind this.</p>
        </aside></div>
        </div>
        </section>
        <section id="three">
        <h2>Three</h2>
        </section>

        """
    )
    #expect(page.headings.map(\.anchor) == ["one-two", "three"])
    #expect(page.passages.all.map(\.heading) == ["", "One & two", "Three"])
  }

  @Test func formulasBecomeMathMLWithTheirTeX() throws {
    let (page, errors) = try set(
      "It is $`x^2`$.\n\n```math sum\n\\frac{\\sqrt{\\alpha}}{2} < b\n```\n\nSee [](#sum)."
    )
    #expect(errors.isEmpty)
    #expect(page.html.contains("<p>It is <math"))
    #expect(page.html.contains("<msup><mi>x</mi><mn>2</mn></msup>"))
    #expect(page.html.contains("\\frac{\\sqrt{\\alpha}}{2} &lt; b\n</annotation>"))
    #expect(page.html.contains("<p id=\"sum\">(1) <math"))
    let searched = String(decoding: page.passages.all[0].text, as: UTF8.self)
    let words = searched.split(whereSeparator: \.isWhitespace)
    #expect(words.joined(separator: " ") == "It is x2. (1) √α/2<b See (1).")
    #expect(page.passages.all[0].symbols == ["alpha"])
    #expect(page.html.contains("<a href=\"#sum\">(1)</a>"))
  }

  @Test func aWalkthroughTiesSentencesToTrueLines() throws {
    let (page, errors) = try set("```walkthrough sum\n- `a + 1`: Adds *one*.\n```\n")
    #expect(errors.isEmpty)
    #expect(
      page.html == """
        chapters/A1-One/One.swift 3-5
        <span class="line" id="sum-line-3" data-number="3"><span class="source">\
        <span class="k">func</span> sum(_ a: <span class="t">Int</span>) -&gt; \
        <span class="t">Int</span> {</span></span>
        <span class="line" id="sum-line-4" data-number="4" data-step="1">\
        <span class="source">  a + <span class="n">1</span></span>\
        <a class="badge" href="#sum-step-1" aria-label="Step 1">1</a></span>
        <span class="line" id="sum-line-5" data-number="5"><span class="source">}</span></span>
        1>4 Adds <em>one</em>.

        """
    )
  }

  @Test func githubsMarkdownIsSet() throws {
    let (page, errors) = try set(
      "| a | b |\n|---|--:|\n| 1 | 2 |\n\n~~no~~ \"yes\" a note[^1].\n\n```swift\nlet a = 1\n```\n\n[^1]: Here.\n"
    )
    #expect(errors.isEmpty)
    #expect(page.html.contains("<td align=\"right\">2</td>"))
    #expect(page.html.contains("<del>no</del> “yes”"))
    #expect(page.html.contains("<span class=\"k\">let</span> a = <span class=\"n\">1</span>"))
    #expect(page.html.contains("class=\"footnotes\""))
  }

  @Test func allFaultsOfAPageAreFoundAtOnce() throws {
    let (_, errors) = try set("{{a}} [](#b) $`\\frac`$\n\n```figure c\n```\n\n> [!D]\n> E.\n")
    #expect(
      Set(errors.map(\.code))
        == [.unknownName, .brokenReference, .badMath, .unknownFragment, .unknownDirective]
    )
    #expect(errors.allSatisfy { $0.path == "page.md" && ($0.line ?? 0) >= 5 })
  }
}
