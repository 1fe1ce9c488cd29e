import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
  @Test func listGivesTheChaptersInReadingOrder() throws {
    try withTemporaryFolder { folder in
      let outcome = try FixtureReport(in: folder).run("list", "--json")
      #expect(outcome.code == 0)
      let entries = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      let list = try #require(entries as? [[String: String]])
      #expect(list.map { $0["id"] } == ["A1", "A2", "A3", "B1"])
      #expect(
        list[0] == ["id": "A1", "slug": "a1-one", "title": "Chapter One", "part": "First"]
      )
    }
  }

  @Test func outputThatIsNoTerminalHasNoControlCodes() throws {
    try withTemporaryFolder { folder in
      let build = try FixtureReport(in: folder).run("build")
      #expect(!(build.output + build.errors).contains("\u{1B}"))
      #expect(!build.errors.contains("\r"))
    }
  }

  @Test func everyEventIsALineOfJSON() throws {
    try withTemporaryFolder { folder in
      let build = try FixtureReport(in: folder).run("build", "--json")
      let events = try build.output.split(separator: "\n").map { line in
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
        return try #require((object as? [String: Any])?["event"] as? String)
      }
      #expect(events.first == "planned")
      #expect(events.last == "assembled")
      #expect(events.count { $0 == "finished" } == 4)
    }
  }

  @Test func aPageHasItsDataBesideIt() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build", "--set", "A1.seed=3")
      let data = Data(try report.read("_site/data/A1.json").utf8)
      let page = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(page["id"] as? String == "A1")
      let values = try #require(page["values"] as? [String: [String: Any]])
      #expect(values["value"]?["value"] is Double)
      #expect(values["value"]?["unit"] as? String == "")
      let provenance = try #require(page["provenance"] as? [String: Any])
      #expect((provenance["parameters"] as? [String: String])?["seed"] == "3")
      #expect(provenance["profile"] as? String == "quick")
    }
  }

  @Test func onlyTheNamedChaptersAndWhatTheyNeedRun() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      #expect(try report.run("build", "A2", "--json").computed == ["A1", "A2"])
      #expect(try report.read("_site/b1-four.html").contains("has not been built"))
      #expect(try report.run("status").output.contains("B1\tmissing"))
    }
  }

  @Test func aBuiltSiteHasNoFaults() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      let check = try report.run("check")
      #expect(check.code == 0, "\(check.output)")
    }
  }

  @Test func cleanKeepsTheResultsThatChaptersShow() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      try report.run("build", "--set", "seed=2")
      try report.run("clean")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/_site/index.html"))
      #expect(try report.run("build", "--set", "seed=2", "--json").computed.isEmpty)
      try report.run("clean", "--all")
      #expect(try report.run("build", "--json").computed == ["A1", "A2", "A3", "B1"])
    }
  }

  @Test func aNewChapterIsEnteredInReadingOrder() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put(
        "Package.swift",
        """
        let chapters = [
          chapter("A1", "One", []),
          chapter("A10", "Ten", []),
        ]

        """
      )
      try report.put(
        "Sources/report/Chapters.swift",
        """
        import OneChapter
        import TenChapter

        let chapters = [
          AnyChapter(One()),  // A1
          AnyChapter(Ten()),  // A10
        ]

        """
      )
      #expect(try report.run("new", "chapter", "A9", "NewThing").code == 0)
      let manifest = try report.read("Package.swift").split(separator: "\n").map(String.init)
      #expect(manifest[2] == "  chapter(\"A9\", \"NewThing\", [\"Arrays\"]),")
      let list = try report.read("Sources/report/Chapters.swift")
      #expect(list.hasPrefix("import NewThingChapter\nimport OneChapter\n"))
      #expect(list.contains("// A1\n  AnyChapter(NewThing()),  // A9\n  AnyChapter(Ten())"))
      #expect(try report.read("chapters/A9-NewThing/page.md").contains("title: New thing"))

      let again = try report.run("new", "chapter", "A9", "Other")
      #expect(again.code == 1)
      #expect(again.errors.contains("chapters/A9-NewThing is there already"))
    }
  }
}
