import Autodiff
import NeuralNet

/// A text as one row that is added to the embedded timestep: its mean attends to all of its words.
struct TextTimeEmbedding: Parameterized {
  var norm1: LayerNorm
  var pool: AttentionPooling
  var proj: Linear
  var norm2: LayerNorm

  init(_ configuration: UNet2DConfiguration, using source: inout some WeightSource) {
    let (width, result) = (configuration.encoderHidDim, configuration.timeEmbeddingDim)
    norm1 = LayerNorm(width)
    pool = AttentionPooling(
      width,
      headCount: configuration.additionEmbedTypeNumHeads,
      using: &source
    )
    proj = Linear(width, result, using: &source)
    norm2 = LayerNorm(result)
  }

  /// Maps texts `[N, L, E]` to `[N, T]`.
  func callAsFunction(_ text: Tensor) -> Tensor { norm2(proj(pool(norm1(text)))) }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&norm1, named: "norm1")
    visitor.visit(&pool, named: "pool")
    visitor.visit(&proj, named: "proj")
    visitor.visit(&norm2, named: "norm2")
  }
}

/// Attention of the mean of a sequence to the mean and all of the sequence.
struct AttentionPooling: Parameterized {
  var positionalEmbedding: Tensor
  var key: Linear
  var query: Linear
  var value: Linear
  private let headCount: Int

  init(_ width: Int, headCount: Int, using source: inout some WeightSource) {
    let bound = 1 / Float(width).squareRoot()
    positionalEmbedding = source.uniform(shape: [1, width], bound: bound)
    key = Linear(width, width, using: &source)
    query = Linear(width, width, using: &source)
    value = Linear(width, width, using: &source)
    self.headCount = headCount
  }

  /// Maps sequences `[N, L, E]` to `[N, E]`.
  func callAsFunction(_ x: Tensor) -> Tensor {
    let count = x.shape[0], width = x.shape[2]
    let position = embedding([Int](repeating: 0, count: count), table: positionalEmbedding)
    let mean = (x.meanOfRows() + position).reshaped([count, 1, width])
    let all = concatenate(mean, x)  // [N, 1 + L, E]
    let attended = scaledDotProductAttention(
      query: query(mean),
      key: key(all),
      value: value(all),
      headCount: headCount
    )
    return attended.reshaped([count, width])
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&positionalEmbedding, named: "positional_embedding")
    visitor.visit(&key, named: "k_proj")
    visitor.visit(&query, named: "q_proj")
    visitor.visit(&value, named: "v_proj")
  }
}
