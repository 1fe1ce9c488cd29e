import Arrays
public import Autodiff

/// Attention of one sequence to another, or to itself, with several heads.
///
/// Queries, keys and values are linear maps of their sequences, and the result is one of the heads.
/// Source: Vaswani et al. 2017.
public struct MultiHeadAttention: Layer {
  var query: Linear
  var key: Linear
  var value: Linear
  var output: Linear

  /// The number of heads.
  public let headCount: Int

  /// Creates a layer with freshly drawn weights.
  ///
  /// - Parameters:
  ///   - features: The width of the sequence that attends, and of the result, `E`.
  ///   - contextFeatures: The width of the sequence that is attended to, `F`; `E` for one that attends
  ///     to itself.
  ///   - headCount: The number of heads.
  ///   - source: Where the initial weights come from.
  /// - Precondition: `headCount` divides `features`.
  public init(
    _ features: Int,
    contextFeatures: Int,
    headCount: Int,
    using source: inout some WeightSource
  ) {
    precondition(
      headCount >= 1 && features.isMultiple(of: headCount),
      "\(features) features cannot be shared out among \(headCount) heads"
    )
    query = Linear(features, features, using: &source)
    key = Linear(contextFeatures, features, using: &source)
    value = Linear(contextFeatures, features, using: &source)
    output = Linear(features, features, using: &source)
    self.headCount = headCount
  }

  /// Creates a layer for sequences that attend to themselves.
  ///
  /// - Precondition: `headCount` divides `features`.
  public init(_ features: Int, headCount: Int, using source: inout some WeightSource) {
    self.init(features, contextFeatures: features, headCount: headCount, using: &source)
  }

  /// Maps sequences `[N, L, E]` that attend to themselves to the same shape.
  ///
  /// - Precondition: The layer was created for it.
  public func callAsFunction(_ x: Tensor) -> Tensor { self(x, attendingTo: x) }

  /// Maps sequences `[N, L, E]` that attend to others `[N, S, F]` to the shape of the first.
  public func callAsFunction(_ x: Tensor, attendingTo context: Tensor) -> Tensor {
    let attended = scaledDotProductAttention(
      query: query(x),  // [N, L, E]
      key: key(context),  // [N, S, E]
      value: value(context),  // [N, S, E]
      headCount: headCount
    )
    return output(attended)  // [N, L, E]
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&query, named: "query")
    visitor.visit(&key, named: "key")
    visitor.visit(&value, named: "value")
    visitor.visit(&output, named: "output")
  }
}
