import Foundation
import TestSupport
import Testing

/// `report pretrain` never puts worse weights in the place of good ones by accident.
@Suite struct PretrainTests {
  private func withModel(
    _ body: (_ report: FixtureReport, _ weights: () -> Data?) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try FileManager.default.copyItem(
        atPath: "\(FixtureReport.package)/models/vignette",
        toPath: "\(folder)/vignette"
      )
      let weights = "\(folder)/vignette/unet/diffusion_pytorch_model.safetensors"
      try body(report) { FileManager.default.contents(atPath: weights) }
    }
  }

  @Test func withoutAStepNoWeightsAreWritten() throws {
    try withModel { report, weights in
      let before = weights()
      let outcome = try report.run("pretrain", "--model", "vignette", "--hours", "0")
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("no step is done yet"))
      #expect(before != nil && weights() == before)
    }
  }

  @Test func aTrainingThatGoesOnDoesNotBeginWithOtherWeights() throws {
    try withModel { report, weights in
      try report.put(".report/pretraining/vignette/checkpoint.safetensors", "kept")
      let before = weights()
      let outcome = try report.run("pretrain", "--model", "vignette", "--from", "vignette")
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("leave --from out"))
      #expect(weights() == before)
    }
  }

  @Test(arguments: [
    (["--batch", "10000000"], "--batch must be from 1 to 1024"),
    (["--pictures", "10", "--small-pictures", "11"], "--small-pictures must be 0 to 10"),
    (["--model", "nowhere"], "nowhere"),
  ])
  func wrongUsageIsASentence(arguments: [String], words: String) throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      let outcome = try report.run(["pretrain"] + arguments)
      #expect([1, 64].contains(outcome.code))
      #expect(outcome.errors.contains(words))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/.report/pretraining/nowhere"))
    }
  }
}
