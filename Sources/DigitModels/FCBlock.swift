public import Arrays
public import Autodiff
public import NeuralNet

/// A linear map, GELU and a second linear map: what turns a condition into a number for each channel.
public struct FCBlock: Layer {
  var first: Linear
  var second: Linear

  // snippet.fc-block
  // snippet.hide
  /// Creates the block with freshly drawn weights.
  // snippet.show
  public init(
    _ inFeatures: Int,
    _ outFeatures: Int,
    using stream: inout RandomStream
  ) {
    first = Linear(inFeatures, outFeatures, using: &stream)
    second = Linear(outFeatures, outFeatures, using: &stream)
  }

  /// Maps `[N, in]` to `[N, out]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    second(gelu(first(x)))
  }
  // snippet.end

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&first, named: "first")
    visitor.visit(&second, named: "second")
  }
}
