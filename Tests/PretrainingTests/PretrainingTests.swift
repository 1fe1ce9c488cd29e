import Foundation
import NeuralNet
import Pretraining
import TestSupport
import Testing
import TextToImage

@Suite struct PretrainingTests {
  /// Two steps of four small pictures, and two of one whole picture.
  private let plan: PretrainingPlan = {
    var plan = PretrainingPlan()
    (plan.pictureCount, plan.smallPictureCount, plan.batchSize, plan.warmUp) = (10, 9, 1, 2)
    return plan
  }()

  @Test func smallPicturesComeFirstAndNoneIsSeenTwice() {
    #expect(plan.stepCount == 4)
    let steps = (0..<4).map { plan.pictures(at: $0) }
    #expect(steps.map(\.places) == [0..<4, 4..<8, 8..<9, 9..<10])
    #expect(steps.map(\.areSmall) == [true, true, false, false])
    #expect((0..<4).map(plan.stepsOfItsSize) == [0, 1, 0, 1])
  }

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

  @Test func aTrainingGoesOnLongerButNotInOtherSteps() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/checkpoint"
      var training = try Pretraining(folder: model, plan: plan, checkpoint: path)
      try training.step()
      try training.save()
      var other = plan
      other.pictureCount = 12
      #expect(try Pretraining(folder: model, plan: other, checkpoint: path).stepsDone == 1)
      for change in [\PretrainingPlan.batchSize, \.smallPictureCount] {
        other = plan
        other[keyPath: change] = 4
        #expect(throws: ModelError.self) {
          _ = try Pretraining(folder: model, plan: other, checkpoint: path)
        }
      }
      try FileManager.default.removeItem(atPath: "\(path).plan.json")
      #expect(throws: ModelError.self) {
        _ = try Pretraining(folder: model, plan: plan, checkpoint: path)
      }
    }
  }

  @Test func aTrainingCanBeginWithTheWeightsOfAModel() throws {
    try withTemporaryFolder { folder in
      let training = try Pretraining(
        folder: model,
        plan: plan,
        checkpoint: "\(folder)/checkpoint",
        weights: model
      )
      for part in ["unet", "text_encoder"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(part)",
          withIntermediateDirectories: false
        )
      }
      try write(["training.json": "{}"], in: folder)
      try training.export(to: folder)
      // Whoever has trained the weights that were there has not trained these.
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/training.json"))
      for file in ["unet/diffusion_pytorch_model", "text_encoder/model"] {
        let files = [model, folder].map {
          FileManager.default.contents(atPath: "\($0)/\(file).safetensors")
        }
        #expect(files[0] != nil && files[0] == files[1])
      }
    }
  }

  @Test func theLearningRateRisesStaysAndFalls() {
    var plan = PretrainingPlan()
    (plan.pictureCount, plan.smallPictureCount) = (32_000, 0)
    (plan.batchSize, plan.warmUp) = (32, 100)
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
