import Arrays
import Autodiff
import Diffusion
import Foundation
public import NeuralNet
import TextToImage

/// A text-to-image model in training on painted pictures.
///
/// What a step sees depends on its number and the seed alone, so a training that was killed and goes on
/// ends with the same bytes as one that was not.
public struct Pretraining {
  /// The networks, the optimizer, and the losses so far.
  public private(set) var state: TrainingState<TextToImageNetwork, AdamW>

  /// How long and in what steps.
  public let plan: PretrainingPlan

  private let tokenizer: UnigramTokenizer
  private let loss: HybridLoss
  private let checkpoint: String

  /// Creates a training that has not begun, or goes on from its checkpoint where there is one.
  ///
  /// - Parameters:
  ///   - folder: The model's folder with its configurations and its tokenizer.
  ///   - plan: How long and in what steps. A training that goes on may only be made longer or shorter.
  ///   - checkpoint: The file that the training goes on from; its plan lies beside it.
  ///   - weights: The folder of a model of the same shape that the training begins with, if not with
  ///     random weights. The optimizer begins anew.
  /// - Throws: ``TextToImage/ModelError`` when a folder cannot be used, or the checkpoint is that of
  ///   other steps, and ``NeuralNet/SafetensorsError`` when it is damaged or another network's.
  public init(
    folder: String,
    plan: PretrainingPlan,
    checkpoint: String,
    weights: String? = nil
  ) throws {
    self.plan = plan
    self.checkpoint = checkpoint
    tokenizer = try UnigramTokenizer(path: "\(folder)/tokenizer/spiece.model")
    loss = HybridLoss(schedule: .cosine(stepCount: 1000))
    var stream = RandomStream(seed: plan.seed, "pretraining", "weights")
    var network = try TextToImageNetwork(folder: folder, using: &stream)
    if let weights { try network.load(from: ModelDirectory(path: weights)) }
    guard tokenizer.vocabularySize <= network.textEncoder.configuration.vocabSize else {
      throw ModelError(
        path: "\(folder)/tokenizer/spiece.model",
        message: "the tokenizer has \(tokenizer.vocabularySize) tokens, and the text encoder takes "
          + "\(network.textEncoder.configuration.vocabSize)"
      )
    }
    state = TrainingState(
      model: network,
      optimizer: AdamW(learningRate: 0, weightDecay: 0.01, betas: (0.9, 0.99)),
      stream: stream
    )
    state.average = ExponentialMovingAverage(network, decay: plan.averageDecay)
    if FileManager.default.fileExists(atPath: checkpoint) {
      try state.resume(from: checkpoint)
      try checkPlan()
    }
  }

  private var planPath: String { "\(checkpoint).plan.json" }

  private func checkPlan() throws {
    guard let data = FileManager.default.contents(atPath: planPath),
      let begun = try? JSONDecoder().decode(PretrainingPlan.self, from: data)
    else {
      throw ModelError(
        path: planPath,
        message: "the plan of the training that goes on is missing or damaged; "
          + "remove \(checkpoint) to begin anew"
      )
    }
    guard begun.hasTheSteps(of: plan) else {
      func text(_ plan: PretrainingPlan) -> String {
        "batches of \(plan.batchSize), \(plan.smallPictureCount) small pictures and seed \(plan.seed)"
      }
      throw ModelError(
        path: checkpoint,
        message: "the training that goes on has \(text(begun)), not \(text(plan)); "
          + "go on with the same, or remove the file to begin anew"
      )
    }
  }

  /// How many steps are done.
  public var stepsDone: Int { state.batchesDone }

  /// How many pictures have been seen.
  public var picturesSeen: Int { plan.pictures(at: stepsDone).places.lowerBound }

  /// The mean loss of the last steps; `nil` before the first.
  public var recentLoss: Double? {
    stepsDone > 0 ? state.record.finalLoss(over: 200) : nil
  }

  /// Makes one step.
  ///
  /// - Throws: ``NeuralNet/TrainingError`` when the loss is no number.
  public mutating func step() throws {
    let step = stepsDone
    let batch = CaptionedBatch(step: step, of: plan)
    var stream = RandomStream(seed: plan.seed, "pretraining", "noise", "\(step)")
    let noised = NoisyBatch(batch.pictures, loss: loss, using: &stream)
    let texts = TokenRows(batch.captions, by: tokenizer)
    var (value, gradients) = valueWithGradient(at: &state.model) { network in
      loss(
        network(Tensor(noised.noisy), timesteps: noised.timesteps, texts: texts),
        epsilon: Tensor(noised.epsilon),
        timesteps: noised.timesteps
      )
    }
    gradients.clipNorm(to: plan.gradientLimit)
    state.optimizer.learningRate = plan.learningRate(at: step)
    state.batchesDone += 1
    try state.record.append(
      loss: value,
      epoch: 1,
      batch: state.batchesDone,
      learningRate: state.optimizer.learningRate
    )
    state.optimizer.update(&state.model, along: gradients)
    state.average?.update(
      towards: state.model,
      step: 1 + plan.stepsOfItsSize(before: step)
    )
  }

  /// Writes all that the training needs to go on: its plan, and then the checkpoint, each in one step.
  ///
  /// - Throws: ``NeuralNet/TrainingError`` when a parameter is no number, ``NeuralNet/SafetensorsError``
  ///   when the file cannot be written, and Foundation's error when its plan cannot.
  public func save() throws {
    try JSONEncoder().encode(plan).write(to: URL(fileURLWithPath: planPath), options: .atomic)
    try state.write(to: checkpoint)
  }

  /// Writes the averaged weights into a model's folder, in half precision and under the names that
  /// diffusers gives them.
  ///
  /// - Throws: ``NeuralNet/SafetensorsError`` when a file cannot be written, and Foundation's error when
  ///   `training.json` cannot be removed.
  public func export(to folder: String) throws {
    guard let average = state.average?.model else { return }
    // `interop/pytorch/pretrain.py` says there who has trained the weights, which are about to go.
    let said = "\(folder)/training.json"
    if FileManager.default.fileExists(atPath: said) {
      try FileManager.default.removeItem(atPath: said)
    }
    let format = ["format": "pt"]
    try average.unet.checkpoint(metadata: format)
      .write(to: "\(folder)/unet/diffusion_pytorch_model.safetensors", as: .float16)
    try average.textEncoder.checkpoint(metadata: format)
      .write(to: "\(folder)/text_encoder/model.safetensors", as: .float16)
  }
}
