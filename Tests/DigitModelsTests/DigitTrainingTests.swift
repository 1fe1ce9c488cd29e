import Arrays
import Autodiff
import Datasets
import DigitModels
import Foundation
import NeuralNet
import TestSupport
import Testing

@Suite struct DigitTrainingTests {
  private static let digits = SyntheticDigits.draw(count: 22, seed: 7)

  /// Two epochs of six batches, the last of which has two digits.
  private static let plan = TrainingPlan(
    epochCount: 2,
    batchSize: 4,
    learningRate: ExponentialLR(initial: 1e-2, gamma: 0.5),
    snapshotEpochs: [1, 2],
    averageDecay: 0.5
  )

  private typealias Training = DigitTraining<UNet, Adam>

  private struct Killed: Error {}

  private func training(in folder: String, plan: TrainingPlan = Self.plan) throws -> Training {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var weights = RandomStream(seed: 1, "weights")
    return DigitTraining(
      of: UNet(channels: 2, using: &weights),
      by: Adam(learningRate: 1),
      plan: plan,
      on: Self.digits,
      random: { RandomStream(seed: 1, $0) },
      in: folder,
      checkpointInterval: 2
    )
  }

  /// Trains until a number of batches is done, and throws then if the training is not over.
  private func run(_ training: inout Training, batches limit: Int = .max) throws {
    var done = 0
    try training.run(report: { _, _ in }) { unet, batch, stream in
      if done == limit { throw Killed() }
      done += 1
      let epsilon = Tensor(.randomNormal(shape: batch.images.shape, using: &stream))
      return meanSquaredError(unet(batch.images + 0.5 * epsilon), batch.images)
    }
  }

  private func files(in folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
    }
    return files
  }

  /// Killed at a checkpoint, between two, at the end of an epoch and just after it.
  @Test(arguments: [0, 1, 4, 5, 6, 7, 11])
  func aKilledTrainingEndsWithTheSameBytes(batches: Int) throws {
    try withTemporaryFolder { folder in
      var unbroken = try training(in: "\(folder)/unbroken")
      try run(&unbroken)
      var killed = try training(in: "\(folder)/killed")
      #expect(throws: Killed.self) { try run(&killed, batches: batches) }
      var resumed = try training(in: "\(folder)/killed")
      try run(&resumed)
      #expect(resumed.state.record.entries.map(\.batch) == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6])
      #expect(resumed.state.record.entries.map(\.learningRate).suffix(6).allSatisfy { $0 == 5e-3 })
      let expected = try files(in: "\(folder)/unbroken")
      #expect(expected.count == 5)
      #expect(try files(in: "\(folder)/killed") == expected)
    }
  }

  /// Who has computed the lost training has not computed this one.
  @Test func aDamagedCheckpointIsATrainingFromTheStart() throws {
    try withTemporaryFolder { folder in
      var unbroken = try training(in: "\(folder)/unbroken")
      try run(&unbroken)
      try write(["order.json": "{}"], in: "\(folder)/unbroken")
      var killed = try training(in: "\(folder)/killed")
      #expect(throws: Killed.self) { try run(&killed, batches: 8) }
      try write(["order.json": "{}", "computed-by.json": "{}"], in: "\(folder)/killed")
      let path = "\(folder)/killed/checkpoint.safetensors"
      let half = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(1000)
      try half.write(to: URL(fileURLWithPath: path))
      var resumed = try training(in: "\(folder)/killed")
      try run(&resumed)
      #expect(try files(in: "\(folder)/killed") == files(in: "\(folder)/unbroken"))
    }
  }

  @Test func whoHasComeToNoCheckpointIsNotNamed() throws {
    try withTemporaryFolder { folder in
      try write(["order.json": "{}", "computed-by.json": "{}"], in: folder)
      var training = try training(in: folder)
      try run(&training)
      let names = try Set(files(in: folder).keys)
      #expect(names.contains("order.json"))
      #expect(!names.contains("computed-by.json"))
    }
  }

  @Test func theCheckpointOfAnotherNetworkOrOptimizerIsAnErrorAndStays() throws {
    var weights = RandomStream(seed: 1, "weights")
    let wider = UNet(channels: 4, using: &weights), same = UNet(channels: 2, using: &weights)
    let adam = TrainingState(model: wider, optimizer: Adam(learningRate: 1), stream: weights)
    try expectError(.wrongShape) { try adam.write(to: $0) }
    var sgd = TrainingState(model: same, optimizer: SGD(learningRate: 1), stream: weights)
    sgd.optimizer.memory = OptimizerMemory(stepCount: 1, moments: [:])
    sgd.average = ExponentialMovingAverage(same, decay: 0.5)
    try expectError(.missingTensor) { try sgd.write(to: $0) }
    try expectError(.badMetadata) { try same.checkpoint().write(to: $0) }
  }

  /// Expects that a training does not begin where there is a checkpoint that `write` writes to a path.
  private func expectError(
    _ code: SafetensorsError.Code,
    write: (_ path: String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      try write("\(folder)/checkpoint.safetensors")
      let before = try files(in: folder)
      var training = try training(in: folder)
      let error = #expect(throws: SafetensorsError.self) { try run(&training) }
      #expect(error?.code == code)
      #expect(try files(in: folder) == before)
    }
  }

  @Test func snapshotsAreTheNetworkAndItsAverage() throws {
    try withTemporaryFolder { folder in
      var training = try training(in: folder)
      try run(&training)
      var weights = RandomStream(seed: 2, "others")
      var network = UNet(channels: 2, using: &weights)
      try network.load(from: training.snapshot(ofEpoch: 2))
      let expected = training.state.model.checkpoint().tensors.map(\.array)
      #expect(network.checkpoint().tensors.map(\.array) == expected)
      var average = network
      try average.load(from: training.averagedSnapshot(ofEpoch: 2))
      #expect(average.checkpoint().tensors.map(\.array) != expected)
    }
  }

  @Test func everyDigitIsShownOnceAnEpochInAnOrderOfItsOwn() throws {
    try withTemporaryFolder { folder in
      var training = try training(in: folder)
      var shown: [[Float]] = []
      try training.run(report: { _, _ in }) { unet, batch, _ in
        for index in 0..<batch.labels.count {
          shown.append(batch.images.array[index].values)
        }
        return meanSquaredError(unet(batch.images), batch.images)
      }
      let (first, second) = (shown.prefix(22), shown.suffix(22))
      #expect(shown.count == 44)
      #expect(Set(first) == Set(second))
      #expect(Array(first) != Array(second))
    }
  }

  /// By hand: a rate of 0.01 that rises over four steps, and has half its height in the second epoch.
  @Test func theRateRisesOverTheWarmUpAndFallsByEpoch() throws {
    try withTemporaryFolder { folder in
      var plan = Self.plan
      plan.warmUpSteps = 4
      var training = try training(in: folder, plan: plan)
      try run(&training)
      let rates = training.state.record.entries.map(\.learningRate)
      let expected: [Float] =
        [0.0025, 0.005, 0.0075] + [0.01, 0.01, 0.01]
        + [Float](repeating: 0.005, count: 6)
      for (rate, value) in zip(rates, expected) { #expect(abs(rate - value) < 1e-8) }
    }
  }

  @Test func aLossThatIsNoNumberEndsTheTraining() throws {
    try withTemporaryFolder { folder in
      let plan = TrainingPlan(
        epochCount: 1,
        batchSize: 4,
        learningRate: ExponentialLR(initial: .infinity, gamma: 1),
        snapshotEpochs: []
      )
      var training = try training(in: folder, plan: plan)
      let error = #expect(throws: TrainingError.self) { try run(&training) }
      #expect(error?.epoch == 1)
      #expect(error?.batch == 2)
    }
  }
}
