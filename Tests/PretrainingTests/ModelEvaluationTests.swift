import Arrays
import Datasets
import PretrainedModels
import Pretraining
import Statistics
import Testing

@Suite struct ModelEvaluationTests {
  /// The painter itself in the place of a model: its pictures differ as much as its own do.
  @Test func thePainterIsAsVariousAsItself() {
    var stream = RandomStream(seed: 1, "judge")
    let judge = SceneJudge(using: &stream)
    var prompts: [String] = []
    let pairs = PaintedSubject.allCases.flatMap { subject in
      PaintedMedium.allCases.map { PaintedScene.Pair(subject, $0) }
    }
    let evaluation = ModelEvaluation(
      by: judge,
      picturesPerPair: 2,
      heldOutPictures: 3,
      report: { _, _ in }
    ) { prompt, count in
      let pair = pairs[prompts.count]
      prompts.append(prompt)
      let scenes = (0..<count).map { PaintedScene(at: $0, seed: 11, pair: pair) }
      return ScenePainter.pictures(of: scenes)
    }
    #expect(abs(evaluation.diversity - 1) < 1e-9)
    // Two pictures of each of 120 pairs; three of each of the ten that were held out.
    #expect(evaluation.subject.total == 240 && evaluation.medium.total == 240)
    #expect(evaluation.heldOut.total == 30)
    #expect(evaluation.bySubject.count == 24)
    #expect(prompts.contains("an oil painting of a snowy mountain village"))
  }

  /// A model that makes the same picture every time.
  @Test func oneAndTheSamePictureHasNoDiversity() {
    var stream = RandomStream(seed: 1, "judge")
    let evaluation = ModelEvaluation(
      by: SceneJudge(using: &stream),
      picturesPerPair: 2,
      heldOutPictures: 2,
      report: { _, _ in }
    ) { _, count in NDArray(repeating: 0.5, shape: [count, 3, 64, 64]) }
    #expect(evaluation.spread == 0 && evaluation.paintedSpread > 0)
  }

  @Test func theJudgeNamesOneSubjectAndOneMediumForEachPicture() {
    var stream = RandomStream(seed: 1, "judge")
    let judge = SceneJudge(using: &stream)
    #expect(judge.read(NDArray(repeating: 0, shape: [35, 3, 64, 64])).count == 35)
  }

  /// Twelve steps are too few to know anything, and enough to be better than a guess.
  @Test func theJudgeLearns() {
    var training = JudgeTraining()
    var losses: [Float] = []
    training.run(pictureCount: 64 * 12) { _, loss in losses.append(loss) }
    // A guess costs log 24 + log 5 = 4.79.
    #expect(losses.count == 12 && abs(losses[0] - 4.79) < 0.3)
    #expect(losses.suffix(3).reduce(0, +) / 3 < losses[0])
  }
}
