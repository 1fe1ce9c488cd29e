import Arrays
import Autodiff
import NeuralNet

/// Attention of a text to itself and a feed-forward layer, each added to what came in.
struct T5Block: Parameterized {
  var attentionNorm: RMSNorm
  var attention: T5Attention
  var feedForwardNorm: RMSNorm
  var feedForward: T5FeedForward

  init(
    _ configuration: T5Configuration,
    hasPositions: Bool,
    using source: inout some WeightSource
  ) {
    let (width, epsilon) = (configuration.dModel, configuration.layerNormEpsilon)
    attention = T5Attention(configuration, hasPositions: hasPositions, using: &source)
    attentionNorm = RMSNorm(width, epsilon: epsilon)
    feedForward = T5FeedForward(configuration, using: &source)
    feedForwardNorm = RMSNorm(width, epsilon: epsilon)
  }

  /// Maps `[N, L, D]` to the same shape.
  func callAsFunction(_ x: Tensor, bias: Tensor?, mask: [[Bool]]) -> Tensor {
    let h = x + attention(attentionNorm(x), bias: bias, mask: mask)
    return h + feedForward(feedForwardNorm(h))
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&attention, named: "layer.0.SelfAttention")
    visitor.visit(&attentionNorm, named: "layer.0.layer_norm")
    visitor.visit(&feedForward, named: "layer.1.DenseReluDense")
    visitor.visit(&feedForwardNorm, named: "layer.1.layer_norm")
  }
}

/// Attention of a text to itself, whose products are not scaled.
struct T5Attention: Parameterized {
  var query: Projection
  var key: Projection
  var value: Projection
  var output: Projection
  var positions: RelativePositionBias?
  private let headCount: Int

  init(
    _ configuration: T5Configuration,
    hasPositions: Bool,
    using source: inout some WeightSource
  ) {
    let (width, inner) = (configuration.dModel, configuration.numHeads * configuration.dKv)
    // What other networks divide the products by is in the first weights.
    let bound = 1 / Float(width * configuration.dKv).squareRoot()
    query = Projection(width, inner, bound: bound, using: &source)
    key = Projection(width, inner, using: &source)
    value = Projection(width, inner, using: &source)
    output = Projection(inner, width, using: &source)
    positions = hasPositions ? RelativePositionBias(configuration, using: &source) : nil
    headCount = configuration.numHeads
  }

  /// Maps `[N, L, D]` to the same shape.
  func callAsFunction(_ x: Tensor, bias: Tensor?, mask: [[Bool]]) -> Tensor {
    let attended = scaledDotProductAttention(
      query: query(x),
      key: key(x),
      value: value(x),
      headCount: headCount,
      scale: 1,
      bias: bias,
      mask: mask
    )
    return output(attended)
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&query, named: "q")
    visitor.visit(&key, named: "k")
    visitor.visit(&value, named: "v")
    visitor.visit(&output, named: "o")
    visitor.visit(&positions, named: "relative_attention_bias")
  }
}

/// Two linear maps, the first of which is multiplied by the activation of a third.
struct T5FeedForward: Parameterized {
  var gate: Projection
  var inner: Projection
  var output: Projection

  init(_ configuration: T5Configuration, using source: inout some WeightSource) {
    gate = Projection(configuration.dModel, configuration.dFf, using: &source)
    inner = Projection(configuration.dModel, configuration.dFf, using: &source)
    output = Projection(configuration.dFf, configuration.dModel, using: &source)
  }

  /// Maps `[N, L, D]` to the same shape.
  func callAsFunction(_ x: Tensor) -> Tensor {
    output(activated(gate(x), by: .geluTanh) * inner(x))
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&gate, named: "wi_0")
    visitor.visit(&inner, named: "wi_1")
    visitor.visit(&output, named: "wo")
  }
}
