import Arrays
import Diffusion
import LayerTestSupport
import TestSupport
import Testing

@testable import PretrainedModels

@Suite struct PromptedModelTests {
  private let prompts = ["a dog", "a cat", "a dog"]
  private let timestep = 500

  /// Runs a test with a tiny model of random weights and the same noise for each prompt.
  private func withModel(_ body: (_ model: PromptedModel, _ xt: NDArray) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try TinyModel.write(to: folder)
      let model = try PromptedModel(folder: folder, embeddings: nil)
      var stream = RandomStream(seed: 1, "noise")
      let noise = NDArray.randomNormal(shape: model.shape(count: 1), using: &stream)
      try body(model, .joined(prompts.map { _ in noise }))
    }
  }

  /// Each different prompt is encoded once, and the different ones are sorted on the way.
  @Test func eachPictureGetsItsOwnPrompt() throws {
    try withModel { model, xt in
      let together = try model.prompted(prompts)(xt, timestep).epsilon
      let dog = try model.prompted(["a dog"])(xt[0..<1], timestep).epsilon[0]
      let cat = try model.prompted(["a cat"])(xt[0..<1], timestep).epsilon[0]
      for (index, prompt) in prompts.enumerated() {
        let (own, other) = prompt == "a dog" ? (dog, cat) : (cat, dog)
        let distance = meanSquaredError(together[index], own)
        #expect(distance < meanSquaredError(together[index], other) / 100, "picture \(index)")
      }
    }
  }

  @Test func guidanceOfOneIsThePromptItself() throws {
    try withModel { model, xt in
      let guided = try model.guided(prompts, guidanceScale: 1)(xt, timestep)
      let prompted = try model.prompted(prompts)(xt, timestep)
      expectClose(guided.epsilon, prompted.epsilon, ofLargest: 1e-5)
      let (one, other) = (try #require(guided.variance), try #require(prompted.variance))
      expectClose(one, other, ofLargest: 1e-5)
    }
  }
}
