public import Autodiff

/// Normalization of each row, with a scale and a shift that are learned (Ba, Kiros and Hinton 2016).
public struct LayerNorm: Layer {
  /// The scale and the shift of each column, `[C]`.
  public var weight: Tensor
  public var bias: Tensor

  /// What is added to a variance.
  public let epsilon: Float

  /// Creates a layer that leaves a normalized row as it is.
  public init(_ features: Int, epsilon: Float = 1e-5) {
    weight = Tensor(repeating: 1, shape: [features])
    bias = Tensor(repeating: 0, shape: [features])
    self.epsilon = epsilon
  }

  /// Maps `[…, C]` to the same shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    layerNorm(x, weight: weight, bias: bias, epsilon: epsilon)
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&weight, named: "weight")
    visitor.visit(&bias, named: "bias")
  }
}
