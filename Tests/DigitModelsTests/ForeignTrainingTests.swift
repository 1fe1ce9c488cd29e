import Arrays
import Autodiff
import Datasets
import DigitModels
import Foundation
import NeuralNet
import TestSupport
import Testing

/// A training that PyTorch 2.15 has made in two processes on the CPU;
/// `interop/pytorch/make_training_fixture.py` wrote its folder.
@Suite struct ForeignTrainingTests {
  private struct Setting: Decodable {
    var seed: UInt64
    var channels: Int
    var digitCount: Int
    var plan: TrainingPlan
  }

  private typealias Training = DigitTraining<ClassTimeUNet, Adam>

  private struct NothingIsLeft: Error {}

  private let fixture: String
  private let setting: Setting
  private let example: Safetensors

  init() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "setting",
        withExtension: "json",
        subdirectory: "Fixtures/training"
      )
    )
    fixture = url.deletingLastPathComponent().path
    setting = try JSONDecoder().decode(Setting.self, from: Data(contentsOf: url))
    example = try Safetensors(path: "\(fixture)/example.safetensors")
  }

  /// The training of B2.5, whose random numbers are those of B2.2.
  private func training(in folder: String) throws -> Training {
    let bytes = try #require(example["images"]), labels = try #require(example["labels"])
    var weights = RandomStream(seed: setting.seed, "B2.2", "weights")
    return DigitTraining(
      of: ClassTimeUNet(channels: setting.channels, using: &weights),
      by: Adam(learningRate: setting.plan.learningRate.initial),
      plan: setting.plan,
      on: Digits(
        images: bytes.map { $0 / 255 },
        labels: labels.values.map { Int($0) },
        source: .synthetic
      ),
      random: { RandomStream(seed: setting.seed, "B2.2", $0) },
      in: folder
    )
  }

  @Test func aFinishedTrainingIsTakenUpAsItIs() throws {
    try withTemporaryFolder { folder in
      let copy = "\(folder)/training"
      try FileManager.default.copyItem(atPath: fixture, toPath: copy)
      var training = try training(in: copy)
      try training.run(report: { _, _ in }) { _, _, _ in throw NothingIsLeft() }
      #expect(training.state.record.entries.count == 6)
      #expect(FileManager.default.fileExists(atPath: "\(copy)/computed-by.json"))

      var stream = RandomStream(seed: 1, "others")
      var network = ClassTimeUNet(channels: setting.channels, using: &stream)
      try network.load(from: training.snapshot(ofEpoch: 2))
      let trained = training.state.model.checkpoint().tensors.map(\.array)
      #expect(network.checkpoint().tensors.map(\.array) == trained)
      let output = network(
        Tensor(try #require(example["example.input"])),
        time: Tensor(try #require(example["example.time"])),
        labels: Tensor(try #require(example["example.labels"]))
      )
      expectClose(output.array, try #require(example["example.output"]), ofLargest: 1e-4)
    }
  }

  /// Weights, order, times, withheld classes and noise are the same numbers, whoever draws them.
  @Test func theEngineComesToTheSameLosses() throws {
    let file = try Safetensors(path: "\(fixture)/checkpoint.safetensors")
    let rows = try #require(file["record"])
    try withTemporaryFolder { folder in
      var training = try training(in: folder)
      try training.runFlow(report: { _, _ in })
      let entries = training.state.record.entries
      #expect(rows.shape == [entries.count, 4])
      for (index, entry) in entries.enumerated() {
        let row = rows[index].values
        #expect([Float(entry.epoch), Float(entry.batch)] == Array(row.prefix(2)))
        #expect(abs(entry.loss - row[2]) < 1e-3 * row[2], "step \(index + 1): \(entry.loss)")
        #expect(entry.learningRate == row[3])
      }
    }
  }
}
