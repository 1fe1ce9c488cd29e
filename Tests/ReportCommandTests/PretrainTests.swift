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

  @Test func aTrainingThatStopsEarlyIsKeptAndLeavesTheWeightsAlone() throws {
    try withModel { report, weights in
      let before = weights()
      let whole = [
        "--model", "vignette", "--batch", "1", "--pictures", "100000", "--small-pictures", "0",
      ]
      let stopped = try report.run(["pretrain"] + whole + ["--hours", "0.0001"])
      #expect(stopped.code == 0)
      #expect(stopped.output.contains("of 100000 pictures; the same command goes on"))
      #expect(before != nil && weights() == before)

      let other = try report.run(["pretrain"] + whole + ["--hours", "0", "--seed", "9"])
      #expect(other.code == 1)
      #expect(other.errors.contains("seed 180, not batches of 1, 0 small pictures and seed 9"))
      #expect(weights() == before)

      // Whoever wants them all the same says so.
      let written = try report.run(["pretrain"] + whole + ["--hours", "0"])
      #expect(written.output.contains("to vignette"))
      #expect(weights() != before)
    }
  }

  @Test func aTrainingThatBeganWithOtherWeightsGoesOnWithoutThem() throws {
    try withModel { report, _ in
      let begun = ["--model", "vignette", "--batch", "1"]
      let from = ["--from", "vignette", "--hours", "0.0001"]
      let stopped = try report.run(["pretrain"] + begun + from)
      #expect(stopped.output.contains("the same command without --from goes on"))
      #expect(try report.run(["pretrain"] + begun + ["--hours", "0.0001"]).code == 0)
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
