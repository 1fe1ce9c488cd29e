import Arrays
import Datasets
import Diffusion
import DigitModels
import Statistics
import TestSupport
import Testing

@Suite struct FlowExamTests {
  private let exam = FlowExam(
    on: SyntheticDigits.draw(count: 3, seed: 4),
    noise: RandomStream(seed: 2, "exam")
  )

  /// Expected values: the velocity 0 is off by the whole direction of each line, wherever it is asked.
  @Test func allFieldsAreAskedOnTheSameLines() {
    let still = exam.losses { xt, _ in NDArray(repeating: 0, shape: xt.shape) }
    let again = exam.losses { xt, _ in NDArray(repeating: 0, shape: xt.shape) }
    #expect(still.values == again.values)
    #expect(still.values.count == 22 && still.values[0].count == 3)
    let mean = still.summary.mean.mean
    // A normal number has the mean square 1, and a pixel a small one.
    #expect(mean > 1 && mean < 1.4)
  }

  @Test func timesAreTheEndsAndTheMiddlesOfTwentyParts() {
    #expect(FlowExam.times.count == 22)
    #expect(FlowExam.times[0] == 0 && FlowExam.times[1] == 0.025 && FlowExam.times[21] == 1)
  }

  /// By hand: two lines at times 0, one middle, and 1; the ends do not count.
  @Test func lossesAreComparedLineByLine() {
    let untold = FlowLosses([[3, 5], [2, 4], [1, 1]]),
      told = FlowLosses([[1, 3], [1, 3], [1, 1]])
    let gap = (untold - told).summary
    #expect(gap.byTime.map(\.mean) == [2, 1, 0])
    #expect(gap.byTime[0].halfWidth == 0)
    #expect(gap.mean.mean == 1)
    #expect(untold.lines == [2, 4])
  }
}
