import Foundation
import TestSupport
import Testing

@Suite struct PaintTests {
  @Test func paintWritesPicturesAndTheirCaptions() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      let outcome = try report.run("paint", "--count", "3", "--output", "pictures")
      #expect(outcome.code == 0, "\(outcome.errors)")
      let lines = try report.read("pictures/captions.jsonl").split(separator: "\n")
      #expect(lines.count == 3)
      for (index, line) in lines.enumerated() {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
        let entry = try #require(object as? [String: String])
        #expect(entry["file"] == "00000\(index).png")
        #expect(entry["caption"] != nil && entry["subject"] != nil && entry["medium"] != nil)
      }
    }
  }

  @Test func paintLeavesAFolderAloneThatIsNotEmpty() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      let outcome = try report.run("paint", "--count", "1", "--output", "site")
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("'site' is not empty"))
    }
  }

  @Test func paintWantsAtLeastOnePicture() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      #expect(try report.run("paint", "--count", "0", "--output", "pictures").code == 64)
    }
  }
}
