import Foundation
import Notebook
import TestSupport
import Testing

/// The floors of the package: a target uses targets of the floors below its own.
@Suite struct FloorTests {
  private static let floors: [[String]] = [
    ["CCairo", "CCrypto", "CMarkdown", "CPNG", "CZlib"],
    ["Arrays", "Digests", "Drawing", "Snippets"],
    ["Autodiff", "Datasets", "Plotting", "Statistics"],
    ["Diffusion", "NeuralNet"],
    ["DigitModels", "Notebook", "TextToImage"],
    ["PretrainedModels", "TrainedNetworks"],
    ["Pretraining", "Site"],
    ["ReportCommand"],
    ["report"],
  ]

  /// The manifest would let a target use one beside or above it; what it imports tells.
  @Test func noTargetUsesOneBesideOrAboveIt() throws {
    try withTemporaryFolder { folder in
      let sources = try SourceIndex(root: FixtureReport.package, cache: "\(folder)/cache")
      var floorOf: [String: Int] = [:]
      for (floor, names) in Self.floors.enumerated() {
        for name in names { floorOf["Sources/\(name)"] = floor }
      }
      let targets = Files.names(in: "\(FixtureReport.package)/Sources").map { "Sources/\($0)" }
      #expect(Set(targets) == Set(floorOf.keys), "every target has its floor")
      for target in targets {
        let floor = try #require(floorOf[target])
        let chapters = target == "Sources/report" ? "chapters/" : "none"
        for used in sources.closure(of: target) where used != target && !used.hasPrefix(chapters) {
          #expect((floorOf[used] ?? 99) < floor, "\(target) uses \(used)")
        }
      }
    }
  }

  @Test func chaptersUseNothingAboveTheNotebookAndNoOtherChapter() throws {
    try withTemporaryFolder { folder in
      let sources = try SourceIndex(root: FixtureReport.package, cache: "\(folder)/cache")
      let allowed = Set(Self.floors[...5].joined().map { "Sources/\($0)" })
      for chapter in Files.names(in: "\(FixtureReport.package)/chapters") {
        let used = Set(sources.closure(of: "chapters/\(chapter)")).subtracting([
          "chapters/\(chapter)"
        ])
        #expect(used.isSubset(of: allowed), "chapters/\(chapter) uses \(used.subtracting(allowed))")
      }
    }
  }

  @Test func nothingIsParsedTwice() throws {
    try withTemporaryFolder { folder in
      let root = FixtureReport.package
      let first = try SourceIndex(root: root, cache: "\(folder)/cache")
      #expect(first.parsedCount == first.entries.count)
      let second = try SourceIndex(root: root, cache: "\(folder)/cache")
      #expect(second.parsedCount == 0)
      #expect(second.entries.mapValues(\.whole) == first.entries.mapValues(\.whole))
    }
  }
}
