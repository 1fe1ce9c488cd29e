import Foundation
import LayerTestSupport
import TestSupport
import Testing

/// The report itself, built by its own program with few digits, around a tiny model of random weights.
@Suite struct ReportTests {
  /// Builds the package's report in a folder of links to its sources, with 32 digits to learn from.
  private func build(_ arguments: [String]) throws -> [String: Data] {
    try withTemporaryFolder { folder in
      for name in ["Sources", "chapters", "models", "templates", "site"] {
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/\(name)",
          withDestinationPath: "\(FixtureReport.package)/\(name)"
        )
      }
      try TinyModel.write(to: "\(folder)/tiny")
      let report = FixtureReport(at: folder, program: "report")
      let outcome = try report.run(
        ["build", "--set", "limit=32", "--set", "model=tiny"] + arguments
      )
      #expect(outcome.code == 0, "\(outcome.errors)")
      let check = try report.run("check")
      #expect(check.code == 0, "\(check.output)")
      return try report.contents(of: "_site")
    }
  }

  @Test func theReportIsTheSameBytesInEveryFolderOrderAndThreadCount() throws {
    let first = try build(["--jobs", "1", "--threads", "1"])
    let second = try build(["--jobs", "3", "--threads", "6"])
    #expect(first.count > 100)
    #expect(first.keys.sorted() == second.keys.sorted())
    #expect(first.filter { second[$0.key] != $0.value }.keys.sorted() == [])
  }

  /// A picture without any contrast is the hardest legal one: nothing correlates with it.
  @Test func aPlainPictureIsAPictureToo() throws {
    try withTemporaryFolder { folder in
      // The PNG of one grey pixel, as the specification's chunks: IHDR 1×1 grey 8 bits, IDAT, IEND.
      let png = Data(
        base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNo"
          + "AAAAggCBd81ytgAAAABJRU5ErkJggg=="
      )
      try #require(png).write(to: URL(fileURLWithPath: "\(folder)/plain.png"))
      let site = try build(["--set", "image=\(folder)/plain.png"])
      #expect(site["a1.1-forward-process.html"] != nil)
    }
  }
}
