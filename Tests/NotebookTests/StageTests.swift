import Digests
@testable import Notebook
import TestSupport
import Testing

@Suite struct StageTests {
  /// Work that returns how often it was done.
  private final class Work {
    private var count = 0

    func result(_ stages: Stages, _ name: String, _ inputs: String) throws -> Int {
      try stages.result(of: name, inputs: Array(inputs.utf8)) {
        count += 1
        return try StableJSON.encode(count)
      }
    }
  }

  private func makeStages(in folder: String, base: String = "sources") -> Stages {
    Stages(
      folder: "\(folder)/stages",
      base: .of(base),
      artifacts: Artifacts(folder: "\(folder)/artifacts"),
      chapter: StageOrder.Chapter(section: "A1", profile: .quick, data: [:])
    )
  }

  @Test func aStageWorksOncePerNameInputsAndBase() throws {
    try withTemporaryFolder { folder in
      let work = Work()
      let stages = makeStages(in: folder)
      let others = makeStages(in: folder, base: "other sources")
      let results = [
        try work.result(stages, "train", "7"), try work.result(stages, "train", "7"),
        try work.result(stages, "train", "8"), try work.result(stages, "sample", "7"),
        try work.result(others, "train", "7"), try work.result(stages, "train", "7"),
      ]
      #expect(results == [1, 1, 2, 3, 4, 1])
    }
  }

  @Test func aDamagedResultIsMadeAgain() throws {
    try withTemporaryFolder { folder in
      let work = Work()
      let stages = makeStages(in: folder)
      _ = try work.result(stages, "train", "7")
      for name in Files.names(in: stages.folder) {
        try Files.write([1], to: "\(stages.folder)/\(name)")
      }
      let again = try work.result(stages, "train", "7")
      #expect(again == 2)
    }
  }

  /// Work that is killed between two pieces finds the first one done.
  @Test func aCheckpointedStageGoesOnWhereItWasAndLeavesNothing() throws {
    struct Killed: Error {}
    try withTemporaryFolder { folder in
      let stages = makeStages(in: folder)
      var pieces = 0
      func train(killedAfter limit: Int) throws -> Int {
        try stages.checkpointedResult(of: "train", inputs: [7]) { folder in
          for piece in 1...3 where FileStamp(of: "\(folder)/\(piece)") == nil {
            if pieces == limit { throw Killed() }
            pieces += 1
            try Files.write([1], to: "\(folder)/\(piece)")
          }
          return try StableJSON.encode(Files.names(in: folder).count { $0 != "order.json" })
        }
      }
      #expect(throws: Killed.self) { try train(killedAfter: 1) }
      #expect(throws: Killed.self) { try train(killedAfter: 2) }
      let names = try train(killedAfter: .max)
      #expect(names == 3)
      #expect(pieces == 3)
      #expect(Files.names(in: stages.folder).allSatisfy { $0.hasSuffix(".json") })
    }
  }

  @Test func aResultWhoseArtifactIsGoneIsMadeAgain() throws {
    try withTemporaryFolder { folder in
      let stages = makeStages(in: folder)
      var count = 0
      func train() throws -> [Artifact] {
        try stages.result(of: "train", inputs: []) {
          count += 1
          try Files.write([1, 2, 3], to: "\(folder)/weights")
          return try StableJSON.encode([stages.artifacts.keep("\(folder)/weights")])
        }
      }
      let artifact = try #require(train().first)
      _ = try train()
      #expect(count == 1)
      try Files.remove(stages.artifacts.path(of: artifact))
      let again = try train()
      #expect(again == [artifact])
      #expect(count == 2)
      #expect(try Files.read(stages.artifacts.checkedPath(of: artifact)) == [1, 2, 3])
    }
  }

  @Test func aDamagedArtifactIsAnErrorOnceAndThenGone() throws {
    try withTemporaryFolder { folder in
      let artifacts = Artifacts(folder: folder)
      try Files.write([1, 2, 3], to: "\(folder)/weights")
      let artifact = try artifacts.keep("\(folder)/weights")
      try Files.write([1, 2, 4], to: artifacts.path(of: artifact))
      let damaged = #expect(throws: ProjectError.self) { try artifacts.checkedPath(of: artifact) }
      #expect(damaged?.description.contains("was damaged") == true)
      let gone = #expect(throws: ProjectError.self) { try artifacts.checkedPath(of: artifact) }
      #expect(gone?.description.contains("is gone") == true)
    }
  }

  @Test func artifactsAreFoundInWhatNamesThemAndNotInTexts() throws {
    let (one, two) = (Artifact(digest: .of("one")), Artifact(digest: .of("two")))
    struct Findings: Codable {
      let text: String
      let weights: [Artifact]
    }
    let quoted = String(decoding: try StableJSON.encode(two), as: UTF8.self)
    let json = try StableJSON.encode(Findings(text: quoted, weights: [one, one]))
    #expect(Artifact.named(in: json) == [one])
    #expect(Artifact.named(in: Array("\"artifact\":\"0".utf8)) == [])
  }
}
