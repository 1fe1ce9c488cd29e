import Datasets
@testable import PromptsAndStepsChapter
import Testing

@Suite struct ComposedPromptTests {
  /// 24 subjects in 5 media.
  @Test func oneHundredAndTwentyPlainPromptsAreAllPairs() {
    #expect(Set(ComposedPrompt.plain(120).map(\.pair)).count == 120)
  }

  /// The twelfth comes round to the first subject, in its second medium: 11 · 11 = 121.
  @Test func fewPlainPromptsHaveAllMediaAndManySubjects() {
    let pairs = ComposedPrompt.plain(12).map(\.pair)
    #expect(Set(pairs.map(\.medium)).count == 5)
    #expect(Set(pairs.map(\.subject)).count == 11)
  }
}
