import Arrays
import Datasets
import Digests
@testable import Notebook
import TestSupport
import Testing

@Suite struct ContextTests {
  private func context(in folder: String) -> ChapterContext {
    ChapterContext(
      section: Section("B1", "Digits"),
      profile: .quick,
      parameters: [:],
      dataFolders: [:],
      upstream: [:],
      stages: Stages(
        folder: folder,
        base: .of("sources"),
        artifacts: Artifacts(folder: folder),
        chapter: StageOrder.Chapter(section: "B1", profile: .quick, data: [:])
      ),
      report: { _, _ in }
    )
  }

  @Test func withoutMNISTDigitsAreDrawnAndNoTestDigitIsATrainingDigit() throws {
    try withTemporaryFolder { folder in
      let context = context(in: folder)
      let train = try context.digits(.train, limit: 20)
      let test = try context.digits(.test, limit: 20)
      #expect(train.source == .synthetic)
      #expect(train.count == 20 && test.count == 20)
      let learnt = (0..<20).map { train.images[$0] }
      #expect((0..<20).allSatisfy { !learnt.contains(test.images[$0]) })
      #expect(try context.digits(.train, limit: 5).labels == Array(train.labels.prefix(5)))
    }
  }
}
