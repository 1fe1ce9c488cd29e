public import Autodiff

/// A linear map with a bias.
public struct Linear: Layer {
  /// The matrix, `[out, in]`.
  public var weight: Tensor

  /// A number for each output, `[out]`.
  public var bias: Tensor

  /// Creates a layer with PyTorch's initial weights: uniform in ±1/√in.
  public init(_ inFeatures: Int, _ outFeatures: Int, using source: inout some WeightSource) {
    let bound = 1 / Float(inFeatures).squareRoot()
    weight = source.uniform(shape: [outFeatures, inFeatures], bound: bound)
    bias = source.uniform(shape: [outFeatures], bound: bound)
  }

  /// Maps `[…, in]` to `[…, out]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { linear(x, weight: weight, bias: bias) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&weight, named: "weight")
    visitor.visit(&bias, named: "bias")
  }
}
