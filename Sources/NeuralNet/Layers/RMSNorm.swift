public import Autodiff

/// Division of each row by the root of the mean of its squares, with a scale that is learned (Zhang and
/// Sennrich 2019).
public struct RMSNorm: Layer {
  /// The scale of each column, `[C]`.
  public var weight: Tensor

  /// What is added to a mean of squares.
  public let epsilon: Float

  /// Creates a layer that leaves a row of mean square 1 as it is.
  public init(_ features: Int, epsilon: Float = 1e-6) {
    weight = Tensor(repeating: 1, shape: [features])
    self.epsilon = epsilon
  }

  /// Maps `[…, C]` to the same shape.
  public func callAsFunction(_ x: Tensor) -> Tensor { rmsNorm(x, weight: weight, epsilon: epsilon) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&weight, named: "weight")
  }
}
