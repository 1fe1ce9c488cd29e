import Foundation
import TestSupport
import Testing

/// What frozen results stand for, and when they no longer do.
@Suite struct FreezeTests {
  /// Hands over a report whose paper results were computed and frozen, and whose store is gone.
  private func withFrozenReport(_ body: (FixtureReport) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      #expect(try report.run("build", "--profile", "paper").code == 0)
      let outcome = try report.run("freeze")
      #expect(outcome.code == 0)
      #expect(outcome.output.hasPrefix("froze A1, A2, A3, B1: "))
      try FileManager.default.removeItem(atPath: "\(folder)/.report")
      try body(report)
    }
  }

  @Test func frozenResultsAreDrawnAndNotComputed() throws {
    try withFrozenReport { report in
      let first = try report.contents(of: "_site")
      let outcome = try report.run("build", "--profile", "paper", "--json")
      #expect(outcome.code == 0)
      #expect(outcome.computed == [])
      #expect(outcome.drew == ["A1", "A2", "A3", "B1"])
      #expect(try report.contents(of: "_site") == first)
    }
  }

  @Test func quickBuildsDoNotLookAtThem() throws {
    try withFrozenReport { report in
      let outcome = try report.run("build", "--json")
      #expect(outcome.computed == ["A1", "A2", "A3", "B1"])
    }
  }

  @Test func aChangeOfMeaningLeavesThemBehind() throws {
    try withFrozenReport { report in
      try report.edit("Sources/Plotting/Line.swift", "width = 2", "width = 3")
      #expect(try !report.run("status", "--profile", "paper").output.contains("stale"))
      try report.edit(
        "chapters/B1-Four/Four.swift",
        "func compute() {}",
        "func compute() { _ = 1 }"
      )
      let status = try report.run("status", "--profile", "paper").output
      #expect(status.contains("B1\tstale\n\tchapters/B1-Four/Four.swift changed\n"))
      #expect(try report.run("build", "--profile", "paper", "--json").computed == ["B1"])
    }
  }

  @Test func weightsThatAChangedChapterNeedsAreTrainedAgain() throws {
    try withFrozenReport { report in
      try report.edit("chapters/A2-Two/Two.swift", "print(last)", "print(last, 1)")
      // A2 computes with the findings of A1, whose weights are not frozen.
      #expect(try report.run("build", "--profile", "paper", "--json").computed == ["A1", "A2"])
    }
  }

  /// Jobs run one by one, and each knows of the others.
  @Test func jobsOfAPlanMakeTheWeightsThatOthersNeed() throws {
    try withFrozenReport { report in
      let paper = ["--profile", "paper"]
      #expect(try report.run(["run", "A1"] + paper).code == 0)
      let weights = "\(report.root)/.report/artifacts"
      #expect(!FileManager.default.fileExists(atPath: weights))
      try report.edit("chapters/A2-Two/Two.swift", "print(last)", "print(last, 1)")
      #expect(try report.run(["run", "A1", "--among", "A1"] + paper).code == 0)
      #expect(!FileManager.default.fileExists(atPath: weights))
      for id in ["A1", "A2"] {
        let outcome = try report.run(["run", id, "--among", "A1,A2"] + paper)
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
      #expect(FileManager.default.fileExists(atPath: weights))
    }
  }

  @Test func aChapterByItselfIsShownWhateverOthersWouldNeed() throws {
    try withFrozenReport { report in
      try report.edit("chapters/A2-Two/Two.swift", "print(last)", "print(last, 1)")
      #expect(try report.run("build", "A1", "--profile", "paper", "--json").computed == [])
    }
  }

  @Test func dataThatAreNotAtHandChangeNothing() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("data/mnist/t10k-labels-idx1-ubyte", "some digits")
      let data = ["REPORT_DATA": "\(folder)/data"]
      try report.run(["build", "--profile", "paper"], environment: data)
      #expect(try report.run(["freeze", "A3"], environment: data).code == 0)
      try FileManager.default.removeItem(atPath: "\(folder)/.report")
      try FileManager.default.removeItem(atPath: "\(folder)/data")
      let outcome = try report.run("build", "A3", "--profile", "paper", "--json")
      #expect(outcome.computed == [] && outcome.drew == ["A3"])
    }
  }

  @Test func onlyWhatIsUpToDateIsFrozen() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      let nothing = try report.run("freeze")
      #expect(nothing.code == 1)
      #expect(nothing.errors.contains("no chapter is up to date in the profile 'paper'"))
      let one = try report.run("freeze", "B1")
      #expect(one.code == 1)
      #expect(one.errors.contains("B1 is missing; 'report build B1 --profile paper' computes it"))
      #expect(try report.contents(of: "site/frozen").isEmpty)
    }
  }

  @Test func aDamagedRecordIsNamed() throws {
    try withFrozenReport { report in
      try report.put("site/frozen/B1-Four/record.json", "{")
      let outcome = try report.run("build", "--profile", "paper")
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("site/frozen/B1-Four/record.json is no record"))
    }
  }
}
