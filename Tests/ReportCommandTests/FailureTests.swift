import Foundation
import TestSupport
import Testing

/// Chapters that fail, builds that are killed, and builds that meet.
@Suite struct FailureTests {
  @Test func threeBadChaptersLeaveTheOthersBuilt() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "throw the weather is bad")
      try report.put("behaviour/A3", "crash")
      try report.put("behaviour/B1", "sleep 60")
      let build = try report.run("build", "--timeout", "5")
      #expect(build.code == 1)
      let last = build.errors.split(separator: "\n").suffix(4).joined(separator: "\n")
      #expect(last.contains("failed: A1: the weather is bad"))
      #expect(last.contains("failed: A2: it needs the findings of A1, which failed"))
      #expect(last.contains("failed: A3: it crashed with signal 11"))
      #expect(last.contains("failed: B1: it was ended after 5.0 s"))
      for (page, card) in [
        ("a1-one", "stopped with an error"), ("a2-two", "lacks what it builds on"),
        ("a3-three", "crashed"), ("b1-four", "took too long"),
      ] {
        #expect(try report.read("_site/\(page).html").contains(card))
      }

      // After a fix only those run that failed.
      try report.put("behaviour/A1", "find 1")
      let second = try report.run("build", "--json", "--timeout", "5")
      #expect(second.code == 1)
      #expect(second.computed == ["A1", "A2", "A3", "B1"])
      try report.put("behaviour/A3", "find 1")
      try report.put("behaviour/B1", "find 1")
      let third = try report.run("build", "--json")
      #expect(third.code == 0)
      #expect(third.computed == ["A3", "B1"])
    }
  }

  @Test func aFailedChapterShowsItsLastGoodResultAndSaysSo() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      try report.put("behaviour/B1", "trap")
      try report.edit(
        "chapters/B1-Four/Four.swift",
        "func compute() {}",
        "func compute() { _ = 2 }"
      )
      #expect(try report.run("build").code == 1)
      let page = try report.read("_site/b1-four.html")
      #expect(page.contains("the fixture was told to trap"))
      #expect(page.contains("What follows is the last good result"))
      #expect(page.contains("It is 1.000"))
      #expect(!page.contains(folder), "a page must not name folders of the machine")
      #expect(try report.run("status").output.contains("B1\tfailed"))
    }
  }

  @Test func failFastStartsNothingAfterAFailure() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "throw first")
      let build = try report.run("build", "--fail-fast", "--jobs", "1", "--json")
      #expect(build.code == 1)
      #expect(build.computed == ["A1"])
    }
  }

  /// Kills builds at moments spread over their whole run; each time the next build has to be right.
  @Test func aKilledBuildLeavesNothingThatMisleadsTheNext() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      let expected = try report.contents(of: "_site")
      for moment in 0..<20 {
        for path in [".report", "_site"] where moment.isMultiple(of: 4) {
          try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
        }
        try report.put("behaviour/B1", "find \(moment + 2)")
        try report.edit(
          "chapters/B1-Four/Four.swift",
          moment == 0 ? "compute() {}" : "compute() { _ = \(moment) }",
          "compute() { _ = \(moment + 1) }"
        )
        let (process, _, _) = try report.start(["build"])
        usleep(UInt32(moment) * 12_000 + 5_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()

        let build = try report.run("build")
        #expect(build.code == 0, "\(build.errors)")
        #expect(try report.read("_site/b1-four.html").contains("It is \(moment + 2).000"))
        #expect(try report.run("status", "--check").code == 0)
      }
      try report.put("behaviour/B1", "find 1")
      try report.edit("chapters/B1-Four/Four.swift", "compute() { _ = 20 }", "compute() {}")
      try report.run("build")
      let site = try report.contents(of: "_site")
      #expect(Set(site.keys).symmetricDifference(expected.keys).sorted() == [])
      #expect(site.filter { expected[$0.key] != $0.value }.keys.sorted() == [])
    }
  }

  @Test func ofTwoBuildsOneWaits() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "sleep 1")
      let (first, _, _) = try report.start(["build"])
      usleep(400_000)
      let second = try report.run("build", "--json")
      first.waitUntilExit()
      #expect(first.terminationStatus == 0)
      #expect(second.code == 0)
      #expect(second.output.contains(#""event":"waiting""#))
      #expect(second.computed.isEmpty, "the second build finds what the first has kept")
    }
  }

  @Test func aKilledBuildTakesItsChaptersAlong() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "sleep 30")
      let (process, _, _) = try report.start(["build"])
      usleep(500_000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      usleep(300_000)
      #expect(try workers(in: folder).isEmpty)
    }
  }

  /// The processes whose current folder is the given one.
  private func workers(in folder: String) throws -> [String] {
    #if os(Linux)
      try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
        Int(name) != nil
          && (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd"))
            == folder
      }
    #else
      []
    #endif
  }
}
