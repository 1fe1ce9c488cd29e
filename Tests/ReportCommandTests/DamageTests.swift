import Foundation
import TestSupport
import Testing

/// What disks and clocks do to a store: it is noticed, and no page ever shows it.
@Suite struct DamageTests {
  /// Turns over one bit of every file of the store, a file at a time.
  ///
  /// Either the next build is right, or it says what was damaged and the one after it is right.
  @Test func aBitThatWasTurnedOverIsNeverShown() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      let expected = try report.contents(of: "_site")
      let files = try report.contents(of: ".report").keys.filter { !$0.hasSuffix("lock") }.sorted()
      #expect(files.count > 20, "\(files)")
      var refusedCount = 0
      for (place, file) in files.enumerated() {
        let path = "\(folder)/.report/\(file)"
        // Repairs may have given other names to what is kept.
        guard var bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty
        else { continue }
        bytes[bytes.startIndex + place * 7919 % bytes.count] ^= 1 << (place % 8)
        try bytes.write(to: URL(fileURLWithPath: path))
        try FileManager.default.removeItem(atPath: "\(folder)/_site")

        var build = try report.run("build")
        if build.code != 0 {
          #expect(build.errors.contains("damaged"), "\(file): \(build.errors)")
          refusedCount += 1
          build = try report.run("build")
        }
        #expect(build.code == 0, "\(file): \(build.errors)")
        let site = try report.contents(of: "_site")
        #expect(site.keys.sorted() == expected.keys.sorted(), "\(file)")
        #expect(site.filter { expected[$0.key] != $0.value }.keys.sorted() == [], "\(file)")
      }
      #expect(refusedCount > 0, "what is only copied cannot be made again within the same build")
    }
  }

  @Test func damagedFindingsOfAnotherChapterAreRefusedAndThenComputedAgain() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      let expected = try report.contents(of: "_site")
      let results = "\(folder)/.report/results"
      for name in try FileManager.default.contentsOfDirectory(atPath: results) {
        try Data("{}".utf8).write(to: URL(fileURLWithPath: "\(results)/\(name)/findings.json"))
      }
      try FileManager.default.removeItem(atPath: "\(folder)/.report/pages")
      let refused = try report.run("build")
      #expect(refused.code == 1)
      #expect(refused.errors.contains("build again, and it is computed anew"))
      var builds = 1
      while try report.run("build").code != 0, builds < 4 { builds += 1 }
      #expect(try report.contents(of: "_site") == expected)
    }
  }

  @Test func anEditUnderAClockThatWasSetBackIsSeen() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      try report.put("behaviour/B1", "find 7")
      try report.edit("chapters/B1-Four/Four.swift", "compute() {}", "compute() { _ = 7 }")
      try report.edit("chapters/A1-One/page.md", "It is", "It was")
      for path in ["chapters/B1-Four/Four.swift", "chapters/A1-One/page.md"] {
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
          ofItemAtPath: "\(folder)/\(path)"
        )
      }
      let build = try report.run("build", "--json")
      #expect(build.computed == ["B1"])
      #expect(try report.read("_site/b1-four.html").contains("It is 7.000"))
      #expect(try report.read("_site/a1-one.html").contains("It was"))
    }
  }
}
