import Foundation
import TestSupport
import Testing

/// The pages beside the chapters: texts of the site's own, the list of figures, and all as one page.
@Suite struct BesidesTests {
  private static let symbols = """
    ---
    title: Symbols
    description: Of letters.
    ---
    ## Here

    | a | b |
    |---|---|
    | x | [](A1#points) |

    """

  private func report(in folder: String) throws -> FixtureReport {
    let report = try FixtureReport(in: folder)
    try report.put("site/site.yml", "title: Fixture\nonePage: true\n")
    try report.put("site/symbols.md", Self.symbols)
    return report
  }

  @Test func theyStandInEveryFootAndHaveNoFault() throws {
    try withTemporaryFolder { folder in
      let report = try report(in: folder)
      #expect(try report.run("build").code == 0)
      let page = try report.read("_site/a1-one.html")
      for name in ["index", "figures", "symbols", "computation", "all"] {
        #expect(page.contains("<a href=\"\(name).html\">"))
      }
      #expect(try report.read("_site/symbols.html").contains("<a href=\"a1-one.html#points\">"))
      let figures = try report.read("_site/figures.html")
      #expect(figures.contains("href=\"a1-one.html#points\">Figure 1</a> <span>The points.</span>"))
      let check = try report.run("check").output
      #expect(check == "_site: no faults\n")
      #expect(try report.run("build").output.contains(" 0 files written"))
    }
  }

  @Test func theOnePageHoldsEveryChapterAndLeadsNowhereElse() throws {
    try withTemporaryFolder { folder in
      let report = try report(in: folder)
      #expect(try report.run("build").code == 0)
      let page = try report.read("_site/all.html")
      for chapter in ["a1-one", "a2-two", "a3-three", "b1-four"] {
        #expect(page.contains("<article id=\"\(chapter)\">"))
        #expect(page.contains("id=\"\(chapter)-points\""))
        #expect(!page.contains("href=\"\(chapter).html"))
      }
      #expect(page.contains("href=\"#a2-two-points\""))
    }
  }

  @Test func aTextThatCannotBeSetSaysSoAndLeavesTheOthers() throws {
    try withTemporaryFolder { folder in
      let report = try report(in: folder)
      try report.put(
        "site/symbols.md",
        Self.symbols.replacing("A1#points", with: "A1#pints")
      )
      let outcome = try report.run("build")
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("site/symbols.md:"))
      #expect(outcome.errors.contains("points"))
      #expect(try report.read("_site/symbols.html").contains("This text cannot be set"))
      #expect(try report.read("_site/a1-one.html").contains("Chapter One"))
      #expect(try !report.read("_site/assets/search.js").contains("symbols.html"))
      try report.put("site/symbols.md", Self.symbols)
      #expect(try report.run("build").code == 0)
      #expect(try report.read("_site/assets/search.js").contains("symbols.html#here"))
    }
  }

  @Test func aBookNeedsTheOnePage() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      #expect(try report.run("build").code == 0)
      let outcome = try report.run("export", "pdf", "-o", "\(folder)/report.pdf")
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("onePage: true"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/report.pdf"))
    }
  }

  @Test func aBookNeedsABrowser() throws {
    try withTemporaryFolder { folder in
      let report = try report(in: folder)
      #expect(try report.run("build").code == 0)
      // What is no browser prints nothing, and nothing is left half-written.
      let outcome = try report.run(
        ["export", "pdf", "-o", "\(folder)/report.pdf"],
        environment: ["CHROMIUM": "/bin/true"]
      )
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("/bin/true printed no PDF"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/report.pdf"))
    }
  }
}
