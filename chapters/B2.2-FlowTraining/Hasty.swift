import Arrays
import Autodiff
import Datasets
import DigitModels
import Diffusion
import NeuralNet
import Notebook

/// A training that goes wrong in the way that is most easily overlooked.
struct Hasty: Codable, Sendable {
  /// The loss and the learning rate of each batch.
  var losses: [Double]
  var learningRates: [Double]

  /// The number of batches: enough to see where it leads.
  static let batchCount = 60
}

extension FlowTraining {
  /// Trains the same network on the same batches of the first epoch, with the step of the schedule in
  /// the wrong loop.
  func trainHastily(
    _ scale: Scale,
    on digits: Digits,
    in context: ChapterContext
  ) throws -> Hasty {
    try context.stage("hasty training", inputs: scale) {
      var weights = context.random("weights")
      var unet = TimeUNet(channels: scale.channels, using: &weights)
      var optimizer = Adam(learningRate: scale.plan.learningRate.initial)
      var stream = context.random("what the loss draws")
      var order = context.random("order of epoch 1")
      var losses: [Double] = []
      var learningRates: [Double] = []
      let batches = digits.shuffledBatches(of: scale.plan.batchSize, using: &order)
      // snippet.hasty
      for (step, places) in batches.prefix(Hasty.batchCount).enumerated() {
        let x1 = digits.batch(at: places).images.array
        let t = uniformTimes(places.count, &stream)
        let exercise = FlowExercise(to: x1, at: t, using: &stream)
        let (loss, gradients) = valueWithGradient(at: &unet) { unet in
          let u = unet(Tensor(exercise.xt), time: Tensor(exercise.times))
          return meanSquaredError(u, Tensor(exercise.velocity))
        }
        optimizer.update(&unet, along: gradients)
        losses.append(Double(loss))
        learningRates.append(Double(optimizer.learningRate))
        let next = scale.plan.learningRate.learningRate(inEpoch: step + 2)
        optimizer.learningRate = next  // Wrong: a batch is not an epoch.
      }
      // snippet.end
      return Hasty(losses: losses, learningRates: learningRates)
    }
  }
}
