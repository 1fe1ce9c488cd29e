import Arrays
import Datasets
import Statistics
import Testing

@testable import PretrainedModels

@Suite struct AnagramTrialTests {
  private let sheet = PictureSheet(NDArray(repeating: 0, shape: [1, 3, 2, 2]), range: -1...1)

  private func view(
    _ subject: PaintedSubject,
    read readings: [PaintedSubject]
  )
    -> AnagramTrial.View
  {
    AnagramTrial.View(name: "a view", subject: subject, readings: readings, first: sheet)
  }

  /// Of four pictures the first is right in both views, the next two in one each, the last in none.
  @Test func aSuccessIsRightInEveryView() {
    let trial = AnagramTrial(
      medium: .oilPainting,
      views: [
        view(.oldMan, read: [.oldMan, .oldMan, .cup, .cup]),
        view(.campfire, read: [.campfire, .oldMan, .campfire, .oldMan]),
      ]
    )
    #expect(trial.views.map(\.successes.count) == [2, 2])
    #expect(trial.successes == Proportion(1, of: 4))
  }
}
