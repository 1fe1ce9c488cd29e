import Arrays
import Autodiff
import Datasets
import DigitModels
import NeuralNet
import TestSupport
import Testing

@Suite struct FlowTrainingTests {
  private let digits = SyntheticDigits.draw(count: 16, seed: 3)
  private let plan = TrainingPlan(
    epochCount: 4,
    batchSize: 8,
    learningRate: ExponentialLR(initial: 1e-2, gamma: 1),
    snapshotEpochs: []
  )

  private func random(_ purpose: String) -> RandomStream { RandomStream(seed: 5, purpose) }

  @Test func theLossOfAFlowFalls() throws {
    try withTemporaryFolder { folder in
      var stream = random("weights")
      var training = DigitTraining(
        of: TimeUNet(channels: 4, using: &stream),
        by: Adam(learningRate: 1e-2),
        plan: plan,
        on: digits,
        random: random,
        in: folder
      )
      try training.runFlow(report: { _, _ in })
      let losses = training.state.record.entries.map(\.loss)
      #expect(losses.count == 8)
      #expect(losses[7] < 0.75 * losses[0], "\(losses)")
    }
  }

  @Test func theLossOfAFlowWithClassesFalls() throws {
    try withTemporaryFolder { folder in
      var stream = random("weights")
      var training = DigitTraining(
        of: ClassTimeUNet(channels: 4, using: &stream),
        by: Adam(learningRate: 1e-2),
        plan: plan,
        on: digits,
        random: random,
        in: folder
      )
      try training.runFlow(report: { _, _ in })
      let losses = training.state.record.entries.map(\.loss)
      #expect(losses[7] < 0.75 * losses[0], "\(losses)")
    }
  }

  /// The network infers each row by itself: 70 rows are more than one part.
  @Test func velocitiesDoNotDependOnTheirNeighbours() {
    var stream = random("velocity")
    let unet = TimeUNet(channels: 2, using: &stream)
    let xt = NDArray.randomNormal(shape: [70, 1, 28, 28], using: &stream)
    let all = unet.velocity(at: xt, time: 0.5)
    #expect(all.shape == xt.shape)
    expectClose(all[69..<70], unet.velocity(at: xt[69..<70], time: 0.5), absolute: 1e-5)
    let later = unet.velocity(at: xt[0..<1], time: 1)
    #expect(later != all[0..<1])
  }

  @Test func velocitiesDependOnTheClass() {
    var stream = random("velocity")
    let unet = ClassTimeUNet(channels: 2, using: &stream)
    let xt = NDArray.randomNormal(shape: [1, 1, 28, 28], using: &stream)
    let three = unet.velocity(at: xt, time: 0.5, labels: .oneHot([3]))
    #expect(three != unet.velocity(at: xt, time: 0.5, labels: .oneHot([4])))
  }
}

@Suite struct OneHotTests {
  @Test func eachRowIsOneAtItsClass() {
    let rows = NDArray.oneHot([9, 0])
    #expect(rows.shape == [2, 10])
    #expect(rows[0].values.firstIndex(of: 1) == 9)
    #expect(rows.values.reduce(0, +) == 2)
    #expect(rows[1].values[0] == 1)
  }

  /// 0.1 of 10,000 rows, with five standard deviations of room: 0.1 ± 0.015.
  @Test func aTenthOfTheRowsIsDropped() {
    var stream = RandomStream(seed: 2, "dropout")
    let rows = NDArray.oneHot((0..<10_000).map { $0 % 10 })
    let kept = rows.withRowsDropped(probability: 0.1, using: &stream)
    let dropped = (0..<10_000).count { kept[$0].values.allSatisfy { $0 == 0 } }
    #expect(abs(Double(dropped) / 10_000 - 0.1) < 0.015)
    let same = rows.withRowsDropped(probability: 0, using: &stream)
    #expect(same == rows)
  }

  @Test func anEleventhDigitIsAProgrammerError() async {
    await #expect(processExitsWith: .failure) { _ = NDArray.oneHot([10]) }
  }
}
