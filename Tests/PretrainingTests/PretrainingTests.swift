import Foundation
import NeuralNet
import Pretraining
import TestSupport
import Testing

@Suite struct PretrainingTests {
  /// Four steps of two pictures.
  private let plan: PretrainingPlan = {
    var plan = PretrainingPlan()
    (plan.pictureCount, plan.batchSize, plan.warmUp) = (8, 2, 2)
    return plan
  }()

  private let model = "\(FixtureReport.package)/models/vignette"

  @Test func aTrainingThatGoesOnEndsWithTheSameBytes() throws {
    try withTemporaryFolder { folder in
      var whole = try Pretraining(folder: model, plan: plan, checkpoint: "\(folder)/whole")
      for _ in 0..<4 { try whole.step() }
      try whole.save()

      var part = try Pretraining(folder: model, plan: plan, checkpoint: "\(folder)/part")
      for _ in 0..<2 { try part.step() }
      try part.save()
      try part.step()  // Is lost: the training is killed before it is saved.
      var rest = try Pretraining(folder: model, plan: plan, checkpoint: "\(folder)/part")
      #expect(rest.stepsDone == 2)
      for _ in 0..<2 { try rest.step() }
      try rest.save()

      let files = ["whole", "part"].map { FileManager.default.contents(atPath: "\(folder)/\($0)") }
      #expect(files[0] != nil && files[0] == files[1])
    }
  }

  @Test func theLearningRateRisesStaysAndFalls() {
    var plan = PretrainingPlan()
    (plan.pictureCount, plan.batchSize, plan.warmUp) = (32_000, 32, 100)
    (plan.learningRate, plan.coolDown) = (1, 0.2)
    #expect(plan.stepCount == 1000)
    #expect(abs(plan.learningRate(at: 49) - 0.5) < 1e-6)
    #expect(plan.learningRate(at: 500) == 1)
    #expect(abs(plan.learningRate(at: 900) - 0.5) < 1e-6)
    #expect(plan.learningRate(at: 999) > 0)
  }

  @Test func aDamagedCheckpointIsSaid() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/checkpoint"
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
      #expect(throws: SafetensorsError.self) {
        _ = try Pretraining(folder: model, plan: plan, checkpoint: path)
      }
    }
  }
}
