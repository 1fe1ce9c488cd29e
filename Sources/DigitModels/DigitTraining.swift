public import Arrays
public import Autodiff
public import Datasets
import Foundation
public import NeuralNet

/// The training of a network on digits, which may be killed at any moment and goes on where it was.
///
///     var training = DigitTraining(
///       of: unet, by: Adam(learningRate: 1e-4), plan: plan, on: digits, random: context.random,
///       in: folder
///     )
///     try training.run(report: context.progress) { unet, batch, stream in
///       let epsilon = Tensor(.randomNormal(shape: batch.images.shape, using: &stream))
///       return meanSquaredError(unet(batch.images + 0.5 * epsilon), batch.images)
///     }
///
/// A killed training ends with the same bytes as one that was not, if what the loss draws comes from
/// the stream that it is handed.
public struct DigitTraining<Model: Parameterized, Method: Optimizer> {
  /// The network, the optimizer, and the losses so far.
  public private(set) var state: TrainingState<Model, Method>

  /// How long and in what steps.
  public let plan: TrainingPlan

  private let digits: Digits
  private let random: (String) -> RandomStream
  private let folder: String
  private let checkpointInterval: Int

  /// Creates a training that has not begun.
  ///
  /// - Parameters:
  ///   - model: The network with its initial weights.
  ///   - optimizer: The rule by which it changes; its learning rate is the plan's.
  ///   - plan: How long and in what steps.
  ///   - digits: What it learns from.
  ///   - random: The source of the streams for the order of each epoch and for what the loss draws.
  ///   - folder: Takes the checkpoint and the snapshots; a checkpoint there is gone on from.
  ///   - checkpointInterval: The number of batches between checkpoints; without effect on the result.
  public init(
    of model: Model,
    by optimizer: Method,
    plan: TrainingPlan,
    on digits: Digits,
    random: @escaping (String) -> RandomStream,
    in folder: String,
    checkpointInterval: Int = 50
  ) {
    state = TrainingState(model: model, optimizer: optimizer, stream: random("what the loss draws"))
    state.average = plan.averageDecay.map { ExponentialMovingAverage(model, decay: $0) }
    self.plan = plan
    self.digits = digits
    self.random = random
    self.folder = folder
    self.checkpointInterval = checkpointInterval
  }

  // snippet.training-loop
  // snippet.hide
  /// Trains the network to the end of the plan.
  ///
  /// - Parameters:
  ///   - report: Told how far the training is, in `0...1`, and in words.
  ///   - loss: Returns what is to be small, given the network on a tape, a batch, and the source of
  ///     whatever it draws.
  /// - Throws: ``TrainingError`` when a loss or a parameter is no number, ``SafetensorsError`` when a
  ///   file cannot be written or the checkpoint is that of another network or optimizer, and what `loss`
  ///   throws. A damaged checkpoint is no error.
  // snippet.show
  public mutating func run(
    report: (_ fraction: Double, _ message: String) -> Void,
    loss: (Model, DigitBatch, inout RandomStream) throws -> Tensor
  ) throws {
    try resume()
    while state.epoch <= plan.epochCount {
      let epoch = state.epoch
      let rate = plan.learningRate.learningRate(inEpoch: epoch)
      var order = random("order of epoch \(epoch)")
      let batches = digits.shuffledBatches(of: plan.batchSize, using: &order)
      for places in batches.dropFirst(state.batchesDone) {
        try step(on: digits.batch(at: places), rate: rate, loss)
        tell(report, batchCount: batches.count)
        if state.batchesDone.isMultiple(of: checkpointInterval) {
          try state.write(to: checkpoint)
        }
      }
      try finishEpoch()
    }
  }

  private mutating func step(
    on batch: DigitBatch,
    rate: Float,
    _ loss: (Model, DigitBatch, inout RandomStream) throws -> Tensor
  ) throws {
    let (value, gradients) = try valueWithGradient(
      at: &state.model
    ) { model in
      try loss(model, batch, &state.stream)
    }
    state.batchesDone += 1
    state.optimizer.learningRate =
      rate * plan.warmUp(atStep: state.record.entries.count + 1)
    try state.record.append(
      loss: value,
      epoch: state.epoch,
      batch: state.batchesDone,
      learningRate: state.optimizer.learningRate
    )
    state.optimizer.update(&state.model, along: gradients)
    state.average?.update(
      towards: state.model,
      step: state.record.entries.count
    )
  }
  // snippet.end

  /// The file of the network after an epoch of ``TrainingPlan/snapshotEpochs``.
  public func snapshot(ofEpoch epoch: Int) -> String { "\(folder)/epoch-\(epoch).safetensors" }

  /// The file of the averaged network after an epoch of ``TrainingPlan/snapshotEpochs``.
  public func averagedSnapshot(ofEpoch epoch: Int) -> String {
    "\(folder)/epoch-\(epoch)-average.safetensors"
  }

  private var checkpoint: String { "\(folder)/checkpoint.safetensors" }

  /// Goes on from the checkpoint where there is one.
  private mutating func resume() throws {
    guard FileManager.default.fileExists(atPath: checkpoint) else {
      // Another program that trains here says so first; this one has come to no checkpoint.
      return try remove { $0 == "computed-by.json" }
    }
    do {
      try state.resume(from: checkpoint)
      if state.epoch <= plan.epochCount { try noteEngine() }
    } catch let error as SafetensorsError {
      guard error.code.isDamage else { throw error }
      // A checkpoint is whole or not there. One that is damaged all the same has nothing to go on from,
      // and a training from the start ends with the same bytes; of the lost one only the order that
      // asked for it stays.
      try remove { $0 != "order.json" }
    }
  }

  /// Adds this engine to what another program has said of its part, where it goes on with that.
  private func noteEngine() throws {
    let url = URL(fileURLWithPath: "\(folder)/computed-by.json")
    guard let bytes = try? Data(contentsOf: url),
      var origin = try? JSONDecoder().decode(TrainingOrigin.self, from: bytes),
      !origin.by.hasSuffix(Self.engine)
    else { return }
    origin.by += ", then \(Self.engine)"
    try JSONEncoder().encode(origin).write(to: url, options: .atomic)
  }

  /// What the trainer in `interop/pytorch` calls it, too.
  private static var engine: String { "the Swift engine" }

  private func remove(where isLost: (_ name: String) -> Bool) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where isLost(name) {
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  private mutating func finishEpoch() throws {
    if plan.snapshotEpochs.contains(state.epoch) {
      try state.model.checkpoint().write(to: snapshot(ofEpoch: state.epoch))
      try state.average?.model.checkpoint().write(to: averagedSnapshot(ofEpoch: state.epoch))
    }
    state.epoch += 1
    state.batchesDone = 0
    // After the snapshots: a training that goes on from here does not make them again.
    try state.write(to: checkpoint)
  }

  private func tell(_ report: (Double, String) -> Void, batchCount: Int) {
    let done = (state.epoch - 1) * batchCount + state.batchesDone
    let loss = ((state.record.entries.last?.loss ?? 0) * 1e4).rounded() / 1e4
    report(
      Double(done) / Double(plan.epochCount * batchCount),
      "epoch \(state.epoch) of \(plan.epochCount), batch \(state.batchesDone) of \(batchCount),"
        + " loss \(loss)"
    )
  }
}

/// Who has trained a network: the file `computed-by.json` beside a checkpoint.
private struct TrainingOrigin: Codable {
  var by: String
}
