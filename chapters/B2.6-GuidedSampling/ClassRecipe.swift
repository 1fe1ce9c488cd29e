import Arrays
import Datasets
import DigitModels
import NeuralNet
import Notebook

/// How a network with classes is trained; all that the training depends on besides sources and data.
struct ClassRecipe: Codable, Sendable {
  var seed: Int

  /// Tells trainings apart that differ in nothing but their random numbers, from 1.
  var number: Int
  var channels: Int
  var digitCount: Int

  /// The plan before ``rule`` changes its rate.
  var plan: TrainingPlan
  var rule: RateRule
}

/// A network with classes, and how its loss fell.
struct TrainedClassFlow: Codable, Sendable {
  var learningRate: Float
  var curve: LossCurve
  var finalLoss: Double

  /// The network after the last epoch, and the average that followed it.
  var network: Artifact
  var average: Artifact
}

extension GuidedSampling {
  func trained(_ recipe: ClassRecipe, in context: ChapterContext) throws -> TrainedClassFlow {
    // The first of several trainings has the random numbers of B2.5.
    let prefix = recipe.number == 1 ? "" : "training \(recipe.number), "
    func random(_ purpose: String) -> RandomStream {
      context.random(prefix + purpose, as: "B2.5")
    }
    let name = "rate \(recipe.rule.rawValue)"
    return try context.checkpointed(name, inputs: recipe) { folder in
      let batches = (recipe.digitCount + recipe.plan.batchSize - 1) / recipe.plan.batchSize
      var plan = recipe.rule.applied(to: recipe.plan, batchCount: batches)
      plan.snapshotEpochs = [plan.epochCount]
      var weights = random("weights")
      var training = DigitTraining(
        of: ClassTimeUNet(channels: recipe.channels, using: &weights),
        by: Adam(learningRate: plan.learningRate.initial),
        plan: plan,
        on: try context.digits(.train, limit: recipe.digitCount),
        random: random,
        in: folder
      )
      try training.runFlow { fraction, message in
        context.progress(fraction, "\(name), training \(recipe.number), \(message)")
      }
      return TrainedClassFlow(
        learningRate: plan.learningRate.initial,
        curve: training.state.record.curve(),
        finalLoss: training.state.record.finalLoss(),
        network: try context.keep(training.snapshot(ofEpoch: plan.epochCount)),
        average: try context.keep(training.averagedSnapshot(ofEpoch: plan.epochCount))
      )
    }
  }
}
