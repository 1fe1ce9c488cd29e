import Arrays
import Autodiff
import Foundation
import NeuralNet
import TestSupport
import Testing

@Suite struct TrainingStateTests {
  /// A convolution, a normalization with its running moments, and a linear map.
  private struct Network: Layer {
    var conv: Conv2d
    var norm = BatchNorm2d(3)
    var linear: Linear

    init(using stream: inout RandomStream) {
      conv = Conv2d(1, 3, kernelSize: 3, padding: 1, using: &stream)
      linear = Linear(3, 1, using: &stream)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
      linear(averagePool2d(norm(conv(x), then: .gelu), size: 4).reshaped([x.shape[0], 3]))
    }

    mutating func visit(_ visitor: inout some ParameterVisitor) {
      visitor.visit(&conv, named: "conv")
      visitor.visit(&norm, named: "norm")
      visitor.visit(&linear, named: "linear")
    }
  }

  private typealias State<Method: Optimizer> = TrainingState<Network, Method>

  private func state<Method: Optimizer>(seed: UInt64, _ optimizer: Method) -> State<Method> {
    var stream = RandomStream(seed: seed, "training")
    let network = Network(using: &stream)
    return TrainingState(model: network, optimizer: optimizer, stream: stream)
  }

  /// Three epochs of four batches, written after each batch, up to a number of batches.
  private func train(_ state: inout State<some Optimizer>, path: String, upTo limit: Int) throws {
    let schedule = ExponentialLR(initial: 1e-2, gamma: 0.5)
    while state.epoch <= 3 {
      state.optimizer.learningRate = schedule.learningRate(inEpoch: state.epoch)
      for batch in state.batchesDone + 1...4 {
        let x = Tensor(.randomNormal(shape: [5, 1, 4, 4], using: &state.stream))
        let target = Tensor(.randomNormal(shape: [5, 1], using: &state.stream))
        let (loss, gradients) = valueWithGradient(at: &state.model) {
          meanSquaredError($0(x), target)
        }
        try state.record.append(
          loss: loss,
          epoch: state.epoch,
          batch: batch,
          learningRate: state.optimizer.learningRate
        )
        state.optimizer.update(&state.model, along: gradients)
        state.batchesDone = batch
        if batch == 4 { (state.epoch, state.batchesDone) = (state.epoch + 1, 0) }
        try state.write(to: path)
        if state.record.entries.count == limit { return }
      }
    }
  }

  /// Stopped in the middle of an epoch, and at the end of one.
  @Test(arguments: [1, 4, 6, 11])
  func aResumedTrainingEndsWithTheSameBytes(stop: Int) throws {
    try expectSameBytes(stop: stop, Adam(learningRate: 1))
    try expectSameBytes(stop: stop, AdamW(learningRate: 1, weightDecay: 0.1))
    try expectSameBytes(stop: stop, SGD(learningRate: 1, momentum: 0.9))
  }

  private func expectSameBytes(stop: Int, _ optimizer: some Optimizer) throws {
    try withTemporaryFolder { folder in
      var unbroken = state(seed: 1, optimizer)
      try train(&unbroken, path: "\(folder)/unbroken", upTo: .max)
      var killed = state(seed: 1, optimizer)
      try train(&killed, path: "\(folder)/killed", upTo: stop)
      // What the file does not say must come from nowhere else.
      var resumed = state(seed: 2, optimizer)
      try resumed.resume(from: "\(folder)/killed")
      #expect(resumed.record == killed.record)
      try train(&resumed, path: "\(folder)/killed", upTo: .max)
      #expect(unbroken.record.entries.count == 12)
      let bytes = try ["unbroken", "killed"].map {
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))
      }
      #expect(bytes[0] == bytes[1])
    }
  }

  @Test func aStateBeforeTheFirstStepCanBeResumed() throws {
    try withTemporaryFolder { folder in
      let fresh = state(seed: 1, Adam(learningRate: 1e-3))
      try fresh.write(to: "\(folder)/fresh")
      var resumed = state(seed: 2, Adam(learningRate: 1))
      try resumed.resume(from: "\(folder)/fresh")
      #expect(resumed.optimizer.learningRate == 1e-3)
      #expect(resumed.optimizer.memory.stepCount == 0)
      #expect(resumed.stream.state == fresh.stream.state)
      try resumed.write(to: "\(folder)/again")
      let bytes = try ["fresh", "again"].map {
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))
      }
      #expect(bytes[0] == bytes[1])
    }
  }

  @Test func theFileOfAnotherOptimizerIsAnErrorAndChangesNothing() throws {
    try withTemporaryFolder { folder in
      var written = state(seed: 1, SGD(learningRate: 0.1))
      try train(&written, path: "\(folder)/sgd", upTo: 2)
      var other = state(seed: 2, Adam(learningRate: 1))
      let before = other.model.checkpoint().tensors.map(\.array)
      let error = #expect(throws: SafetensorsError.self) {
        try other.resume(from: "\(folder)/sgd")
      }
      #expect(error?.code == .missingTensor)
      #expect(other.model.checkpoint().tensors.map(\.array) == before)
      #expect(other.epoch == 1 && other.batchesDone == 0 && other.record.entries.isEmpty)
    }
  }

  @Test func theCheckpointOfANetworkAloneIsAnError() throws {
    try withTemporaryFolder { folder in
      var fresh = state(seed: 1, Adam(learningRate: 1))
      try fresh.model.checkpoint().write(to: "\(folder)/network")
      let error = #expect(throws: SafetensorsError.self) {
        try fresh.resume(from: "\(folder)/network")
      }
      #expect(error?.code == .badMetadata)
    }
  }

  @Test(arguments: [
    "{}", "7",
    #"{"batchesDone":0,"epoch":0,"learningRate":0,"stepCount":0,"stream":{"block":0,"seed":1,"stream":1,"words":[]}}"#,
  ])
  func damagedMetadataAreAnError(json: String) throws {
    try withTemporaryFolder { folder in
      try Safetensors(tensors: [], metadata: ["training": json]).write(to: "\(folder)/bad")
      var fresh = state(seed: 1, Adam(learningRate: 1))
      let error = #expect(throws: SafetensorsError.self) {
        try fresh.resume(from: "\(folder)/bad")
      }
      #expect(error?.code == .badMetadata)
    }
  }
}
