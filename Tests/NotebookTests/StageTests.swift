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

  @Test func aStageWorksOncePerNameInputsAndBase() throws {
    try withTemporaryFolder { folder in
      let work = Work()
      let stages = Stages(folder: folder, base: .of("sources"))
      let others = Stages(folder: folder, base: .of("other sources"))
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
      let stages = Stages(folder: folder, base: .of("sources"))
      _ = try work.result(stages, "train", "7")
      for name in Files.names(in: folder) { try Files.write([1], to: "\(folder)/\(name)") }
      let again = try work.result(stages, "train", "7")
      #expect(again == 2)
    }
  }
}
