import Arrays
import Autodiff
import Foundation
import NeuralNet
import TestSupport
import Testing

@Suite struct TrainingErrorTests {
  @Test(arguments: [Float.infinity, -.infinity, .nan])
  func aLossThatIsNotFiniteNamesItsPlace(loss: Float) throws {
    var record = TrainingRecord()
    try record.append(loss: 0.25, epoch: 2, batch: 6, learningRate: 0.1)
    let error = #expect(throws: TrainingError.self) {
      try record.append(loss: loss, epoch: 2, batch: 7, learningRate: 0.1)
    }
    #expect(
      error?.description
        == "the loss is not finite in epoch 2, batch 7; the last finite loss is 0.25; "
        + "try a lower learning rate"
    )
    #expect(record.entries.count == 1)
  }

  @Test func aFirstLossThatIsNotFiniteHasNoneBefore() {
    var record = TrainingRecord()
    let error = #expect(throws: TrainingError.self) {
      try record.append(loss: .nan, epoch: 1, batch: 1, learningRate: 0.1)
    }
    #expect(error?.lastFiniteLoss == nil)
  }

  @Test func theLastGoodCheckpointStays() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/state"
      var stream = RandomStream(seed: 1, "training")
      var state = TrainingState(
        model: Linear(2, 2, using: &stream),
        optimizer: SGD(learningRate: 1),
        stream: stream
      )
      try state.write(to: path)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      state.model.bias = Tensor(NDArray([0, .nan], shape: [2]))
      let error = #expect(throws: TrainingError.self) { try state.write(to: path) }
      #expect(error?.code == .parameter(name: "bias"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    }
  }
}
