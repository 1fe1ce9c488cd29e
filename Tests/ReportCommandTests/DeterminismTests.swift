import TestSupport
import Testing

@Suite struct DeterminismTests {
  @Test func sitesAreTheSameBytesInEveryFolderOrderAndThreadCount() throws {
    let variants = [
      ["--jobs", "1", "--threads", "1"], ["--jobs", "4", "--threads", "2"],
      ["--jobs", "2", "--threads", "3"],
    ]
    let sites = try variants.map { arguments in
      try withTemporaryFolder { folder in
        let report = try FixtureReport(in: folder)
        if arguments == variants[1] { try report.run("build", "B1") }
        #expect(try report.run(["build"] + arguments).code == 0)
        return try report.contents(of: "_site")
      }
    }
    #expect(sites[0].count > 20)
    #expect(sites[0] == sites[1])
    #expect(sites[0] == sites[2])
  }

  @Test func aBuildThatChangesNothingWritesNothing() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      #expect(try report.run("build").output.contains(" 0 files written"))
    }
  }

  @Test func aMovedFigureChangesNumbersInOtherPagesAndRunsNothing() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      #expect(try report.read("_site/a1-one.html").contains(">Figure 1 of A2</a>"))
      try report.edit(
        "chapters/A2-Two/page.md",
        "It is",
        "```table rows\nRows.\n```\n\n```math power\nx^2\n```\n\nIt is"
      )
      try report.edit("chapters/A1-One/page.md", "[](A2#points)", "[](A2#rows) and [](A2#power)")
      let build = try report.run("build", "--json")
      #expect(build.computed.isEmpty && build.drew.isEmpty)
      let page = try report.read("_site/a1-one.html")
      #expect(page.contains(">Table 1 of A2</a>") && page.contains(">(1) of A2</a>"))
    }
  }

  @Test func filesThatTheSiteNeverHadStay() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("_site/mine.txt", "keep")
      try report.run("build")
      try report.edit("chapters/B1-Four/page.md", "```figure points\nThe points.\n```\n", "")
      try report.run("build")
      try report.run("clean")
      #expect(try report.contents(of: "_site").keys.sorted() == ["mine.txt"])
    }
  }
}
