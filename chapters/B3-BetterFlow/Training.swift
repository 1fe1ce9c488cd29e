import Arrays
import Datasets
import DigitModels
import NeuralNet
import Notebook

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A network that a recipe has led to.
struct Trained: Codable, Sendable {
  var recipe: Recipe
  var network: Artifact
  var average: Artifact
}

extension BetterFlow {
  func trained(_ recipe: Recipe, _ name: String, in context: ChapterContext) throws -> Trained {
    try context.checkpointed("training \(name)", inputs: recipe) { folder in
      func random(_ purpose: String) -> RandomStream {
        context.random(recipe.hasOtherSeed ? "another \(purpose)" : purpose, as: "B2.2")
      }
      var weights = random("weights")
      var training = DigitTraining(
        of: TimeUNet(channels: recipe.channels, design: recipe.design, using: &weights),
        by: Adam(learningRate: recipe.plan.learningRate.initial),
        plan: recipe.plan,
        on: try context.digits(.train, limit: recipe.digitCount),
        random: random,
        in: folder
      )
      try training.runFlow(
        report: { context.progress($0, "\(name): \($1)") },
        times: recipe.prefersMiddleTimes ? middleTimes : uniformTimes
      )
      return Trained(
        recipe: recipe,
        network: try context.keep(training.snapshot(ofEpoch: recipe.epochCount)),
        average: try context.keep(training.averagedSnapshot(ofEpoch: recipe.epochCount))
      )
    }
  }
}

// snippet.middle-times
// snippet.hide
/// Draws times of which two thirds lie between 0.27 and 0.73.
///
/// They are 1 / (1 + e^(-z)) of normal z (Esser et al. 2024).
// snippet.show
@Sendable func middleTimes(
  _ count: Int,
  _ stream: inout RandomStream
) -> NDArray {
  NDArray.randomNormal(shape: [count, 1], using: &stream)
    .map { 1 / (1 + exp(-$0)) }
}
// snippet.end
