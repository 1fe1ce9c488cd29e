public import Arrays
public import Autodiff

/// All that a training needs to go on where it stopped, in one file.
///
/// A training that is killed and resumed ends with the same bytes as one that was not, if what it draws
/// comes from ``stream``, and the order of an epoch's batches from a stream of the epoch's own, such as
/// `RandomStream(seed: 180, "order", "epoch 3")`, so that it can be drawn again in the middle of it.
public struct TrainingState<Model: Parameterized, Method: Optimizer> {
  /// The network.
  public var model: Model

  /// The optimizer.
  public var optimizer: Method

  /// The averaged network, where one follows the training.
  public var average: ExponentialMovingAverage<Model>?

  /// The source of noise and of times.
  public var stream: RandomStream

  /// The epoch, counted from 1.
  public var epoch = 1

  /// How many batches of the epoch are done.
  public var batchesDone = 0

  /// The losses so far.
  public var record = TrainingRecord()

  /// Creates the state of a training that has not begun.
  public init(model: Model, optimizer: Method, stream: RandomStream) {
    self.model = model
    self.optimizer = optimizer
    self.stream = stream
  }

  /// Writes the state in one step: whatever goes wrong, the file that was there stays whole.
  ///
  /// - Throws: ``TrainingError`` when a parameter or buffer is not finite, and ``SafetensorsError`` when
  ///   the file cannot be written; nothing is written then.
  public func write(to path: String) throws {
    let network = model.checkpoint().tensors
    if let bad = network.first(where: { !$0.array.values.allSatisfy(\.isFinite) }) {
      throw TrainingError(
        code: .parameter(name: bad.name),
        epoch: epoch,
        batch: batchesDone,
        lastFiniteLoss: record.entries.last?.loss
      )
    }
    let memory = optimizer.memory
    var tensors = network.map { (name: "model.\($0.name)", array: $0.array) }
    let names = model.parameters.map(\.name)
    for moment in Method.momentNames {
      for (name, tensor) in zip(names, memory.moments[moment] ?? []) {
        tensors.append(("optimizer.\(moment).\(name)", tensor.array))
      }
    }
    if let average {
      tensors += average.model.checkpoint().tensors.map { ("average.\($0.name)", $0.array) }
    }
    tensors.append(("record", record.array))
    let progress = TrainingProgress(
      epoch: epoch,
      batchesDone: batchesDone,
      stepCount: memory.stepCount,
      learningRate: optimizer.learningRate.bitPattern,
      stream: stream.state
    )
    try Safetensors(tensors: tensors, metadata: ["training": try progress.json()]).write(to: path)
  }

  /// Goes on from a file.
  ///
  /// - Throws: ``SafetensorsError`` when the file cannot be read, or is that of another network or of
  ///   another kind of optimizer; nothing is changed then.
  public mutating func resume(from path: String) throws(SafetensorsError) {
    let file = try Safetensors(path: path)
    let progress = try TrainingProgress(json: file.metadata["training"], path: path)
    var resumed = self
    try resumed.model.load(file.part("model"), path: path)
    try resumed.average?.model.load(file.part("average"), path: path)
    resumed.optimizer.learningRate = Float(bitPattern: progress.learningRate)
    resumed.optimizer.memory = try memory(in: file, stepCount: progress.stepCount, path: path)
    resumed.record = try TrainingRecord(file["record"], path: path)
    resumed.epoch = progress.epoch
    resumed.batchesDone = progress.batchesDone
    resumed.stream = RandomStream(progress.stream)
    self = resumed
  }

  private func memory(
    in file: Safetensors,
    stepCount: Int,
    path: String
  ) throws(SafetensorsError) -> OptimizerMemory {
    var memory = OptimizerMemory(stepCount: stepCount, moments: [:])
    guard stepCount > 0 else { return memory }
    for moment in Method.momentNames {
      var bag = Bag(parameters: model.parameters)
      try bag.load(file.part("optimizer.\(moment)"), path: path)
      memory.moments[moment] = bag.parameters.map(\.tensor)
    }
    return memory
  }
}

extension TrainingState: Sendable where Model: Sendable {}

/// Tensors with a network's names.
private struct Bag: Parameterized {
  var parameters: [(name: String, tensor: Tensor)]

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    for index in parameters.indices {
      visitor.visit(&parameters[index].tensor, named: parameters[index].name)
    }
  }
}

extension Parameterized {
  /// The parameters and their names, without buffers, in their order.
  fileprivate var parameters: [(name: String, tensor: Tensor)] {
    var copy = self
    var listing = Listing()
    copy.visit(&listing)
    return listing.parameters
  }
}

private struct Listing: ParameterVisitor {
  var path: [String] = []
  var parameters: [(name: String, tensor: Tensor)] = []

  mutating func visit(_ parameter: inout Tensor) { parameters.append((name, parameter)) }

  mutating func visit(_ buffer: inout Buffer) {}
}

extension Safetensors {
  /// The arrays whose names begin with some words and a dot, without them.
  fileprivate func part(_ prefix: String) -> Safetensors {
    Safetensors(
      tensors: tensors.filter { $0.name.hasPrefix(prefix + ".") }
        .map { (String($0.name.dropFirst(prefix.count + 1)), $0.array) }
    )
  }
}
