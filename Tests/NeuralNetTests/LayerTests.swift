import Arrays
import Autodiff
import LayerTestSupport
import NeuralNet
import Testing

@Suite struct LayerTests {
  @Test func convolutionsObeyTheLaws() {
    expectLayerLaws(inputShape: [3, 3, 9, 8], outputShape: [3, 5, 5, 4]) {
      Conv2d(3, 5, kernelSize: 3, stride: 2, padding: 1, using: &$0)
    }
    expectLayerLaws(inputShape: [3, 3, 5, 4], outputShape: [3, 5, 10, 8]) {
      ConvTranspose2d(3, 5, kernelSize: 4, stride: 2, padding: 1, using: &$0)
    }
  }

  @Test func normalizationsObeyTheLaws() {
    expectLayerLaws(inputShape: [3, 6, 5, 4], outputShape: [3, 6, 5, 4]) { _ in BatchNorm2d(6) }
    expectLayerLaws(inputShape: [3, 6, 5, 4], outputShape: [3, 6, 5, 4]) { _ in
      GroupNorm(6, groupCount: 2)
    }
    expectLayerLaws(inputShape: [3, 5, 11], outputShape: [3, 5, 11]) { _ in LayerNorm(11) }
    expectLayerLaws(inputShape: [3, 5, 11], outputShape: [3, 5, 11]) { _ in RMSNorm(11) }
  }

  @Test func aLinearMapObeysTheLaws() {
    expectLayerLaws(inputShape: [3, 11], outputShape: [3, 5]) { Linear(11, 5, using: &$0) }
  }

  @Test func attentionObeysTheLaws() {
    expectLayerLaws(inputShape: [3, 5, 12], outputShape: [3, 5, 12]) {
      MultiHeadAttention(12, headCount: 3, using: &$0)
    }
    expectModelLaws(
      inputShapes: [[3, 5, 12], [3, 7, 10]],
      outputShape: [3, 5, 12],
      { MultiHeadAttention(12, contextFeatures: 10, headCount: 3, using: &$0) },
      apply: { $0($1[0], attendingTo: $1[1]) }
    )
  }

  @Test func anEmbeddingObeysTheLaws() {
    expectModelLaws(
      inputShapes: [[3, 1]],
      outputShape: [3, 11],
      { Embedding(4, 11, using: &$0) },
      apply: { embedding, inputs in embedding(inputs[0].array.values.map { $0 < 0 ? 1 : 2 }) }
    )
  }

  @Test func theLawSeesAForgottenTensorAndOneVisitedTwice() {
    struct Careless: Parameterized {
      var twice = Tensor(1)
      var children = [Tensor(2), Tensor(3)]
      var buffer = Buffer(Tensor(4))

      mutating func visit(_ visitor: inout some ParameterVisitor) {
        visitor.visit(&twice, named: "twice")
        visitor.visit(&twice, named: "again")
        visitor.visit(&children[0], named: "0")
      }
    }
    let counts = visitCounts(of: Careless())
    #expect(
      counts.map(\.path) == ["model.twice", "model.children.?", "model.children.?", "model.buffer"]
    )
    #expect(counts.map(\.count) == [2, 1, 0, 0])
  }
}
