import Arrays
import Autodiff
import NeuralNet
import Testing

/// Against PyTorch's `MultiheadAttention`.
@Suite struct MultiHeadAttentionTests {
  @Test(arguments: [("self", 12), ("cross", 10)])
  func theLayerIsPyTorchs(name: String, contextFeatures: Int) throws {
    let golden = try Golden("attention")
    var stream = RandomStream(seed: 1, "attention")
    var layer = MultiHeadAttention(
      12,
      contextFeatures: contextFeatures,
      headCount: 3,
      using: &stream
    )
    try layer.load(golden.part(name), path: "attention.safetensors")
    let x = Tensor(try golden.array("\(name).x"))
    let context = Tensor(try golden.array("\(name).context"))
    let weights = Tensor(try golden.array("\(name).weights"))
    var output: Tensor?
    let (_, gradients) = valueWithGradient(at: &layer) { layer in
      let result = name == "self" ? layer(x) : layer(x, attendingTo: context)
      output = result.detached
      return (result * weights).sum()
    }
    let expected = try golden.array("\(name).result")
    #expect(relativeError(try #require(output).array, expected) < 2e-6)
    // The same number on every key changes no weight: that gradient is what rounding leaves.
    let kept = gradients.names.indices.filter { gradients.names[$0] != "key.bias" }
    for index in kept {
      let gradient = try golden.array("\(name).gradient.\(gradients.names[index])")
      let error = relativeError(gradients.values[index].array, gradient)
      #expect(error < 1e-5, "\(gradients.names[index]): \(error)")
    }
    #expect(kept.count == 7)
  }
}
