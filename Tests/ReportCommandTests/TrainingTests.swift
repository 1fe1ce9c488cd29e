import Foundation
import TestSupport
import Testing

/// Chapters that train for long, and what they keep for others; A1 of the fixture does.
@Suite struct TrainingTests {
  private func piecesMade(_ report: FixtureReport) -> Int {
    ((try? report.read("behaviour/log")) ?? "").split(separator: "\n").count
  }

  private func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Builds, and kills the build in the middle of A1's training.
  private func killInTraining(_ report: FixtureReport) throws {
    let (process, _, _) = try report.start(["build"])
    while piecesMade(report) < 10 && process.isRunning { usleep(5_000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    usleep(200_000)
  }

  /// Holds the lock of the one unfinished stage, as somebody does who goes on with it elsewhere.
  private func whileStageIsHeld<Result>(
    _ report: FixtureReport,
    _ body: () throws -> Result
  ) throws -> Result {
    let stages = "\(report.root)/.report/stages"
    let stage = try #require(names(in: stages).first { $0.hasSuffix(".unfinished") })
    let lock = stages + "/" + stage.replacing(".unfinished", with: ".lock")
    let descriptor = open(lock, O_RDWR | O_CREAT, 0o666)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    return try body()
  }

  @Test func aKilledTrainingGoesOnAtTheNextBuild() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      try killInTraining(report)
      let before = piecesMade(report)
      #expect((10..<40).contains(before))

      let build = try report.run("build")
      #expect(build.code == 0, "\(build.errors)")
      // A byte that was written when the kill came may lack its line.
      #expect((39...40).contains(piecesMade(report)))
      #expect(names(in: "\(folder)/.report/stages").allSatisfy { $0.hasSuffix(".json") })
      let kept = names(in: "\(folder)/.report/artifacts")
      #expect(kept.count == 1)
      let bytes = FileManager.default.contents(atPath: "\(folder)/.report/artifacts/\(kept[0])")
      #expect(bytes == Data(0..<40))
    }
  }

  @Test func aChapterWhoseArtifactIsGoneRunsAgainAndStopsThere() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      try report.run("build")
      try FileManager.default.removeItem(atPath: "\(folder)/.report/artifacts")
      let status = try report.run("status")
      #expect(status.output.contains("A1\tstale"))
      #expect(status.output.contains("is gone from"))
      #expect(status.output.contains("A2\tstale"))
      let build = try report.run("build", "--json")
      #expect(build.computed == ["A1"])
      #expect(piecesMade(report) == 80)
      #expect(try report.run("status", "--check").code == 0)
    }
  }

  /// A number is named by the stage when it matters; what a file holds nobody else could name.
  @Test func aStageIsDoneAgainForAnotherFileAndNotForAnotherNumber() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      try report.put("picture.png", "one")
      for (content, seed, pieces) in [("one", 1, 40), ("one", 2, 40), ("two", 2, 80)] {
        try report.put("picture.png", content)
        let build = try report.run(
          "build",
          "--json",
          "--set",
          "A1.seed=\(seed)",
          "--set",
          "A1.image=picture.png"
        )
        #expect(build.computed.contains("A1"))
        #expect(piecesMade(report) == pieces)
      }
    }
  }

  @Test func cleanKeepsTheArtifactsThatResultsName() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      try report.run("build")
      let artifacts = "\(folder)/.report/artifacts"
      let kept = names(in: artifacts)
      try report.put(
        ".report/artifacts/\(String(repeating: "0", count: 64)).safetensors",
        "named by nothing"
      )
      try report.run("clean")
      #expect(names(in: artifacts) == kept)
      #expect(try report.run("build", "--json").computed.isEmpty)
      try report.run("clean", "--all")
      #expect(names(in: artifacts) == [])
    }
  }

  @Test func whoWaitsForAnothersTrainingIsNotLate() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      try killInTraining(report)
      let (waiting, output, _) = try whileStageIsHeld(report) {
        defer { sleep(6) }
        return try report.start(["build", "--json", "--timeout", "5"])
      }
      let events = try #require(try output.fileHandleForReading.readToEnd())
      waiting.waitUntilExit()
      #expect(waiting.terminationStatus == 0)
      #expect(String(decoding: events, as: UTF8.self).contains("waiting for whoever computes"))
    }
  }

  @Test func cleanLeavesATrainingThatGoesOnElsewhere() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      try killInTraining(report)
      let stages = "\(folder)/.report/stages"
      let before = names(in: stages)
      try whileStageIsHeld(report) {
        let clean = try report.run("clean", "--all")
        #expect(clean.output.contains("somebody goes on"))
        #expect(names(in: stages) == before)
      }
      try report.run("clean", "--all")
      #expect(names(in: stages) == [])
    }
  }
}
