public import Autodiff

/// A linear map without a bias.
public struct Projection: Layer {
  /// The matrix, `[out, in]`.
  public var weight: Tensor

  /// Creates a layer with weights that are uniform in ±`bound`, or in PyTorch's ±1/√in.
  public init(
    _ inFeatures: Int,
    _ outFeatures: Int,
    bound: Float? = nil,
    using source: inout some WeightSource
  ) {
    weight = source.uniform(
      shape: [outFeatures, inFeatures],
      bound: bound ?? 1 / Float(inFeatures).squareRoot()
    )
  }

  /// Maps `[…, in]` to `[…, out]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { linear(x, weight: weight) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&weight, named: "weight")
  }
}
