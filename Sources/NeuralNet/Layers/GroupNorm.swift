public import Arrays
public import Autodiff

/// Normalization of groups of channels over the pixels of one image, with a scale and a shift that are
/// learned (Wu and He 2018).
public struct GroupNorm: Layer {
  /// The scale and the shift of each channel, `[C]`.
  public var weight: Tensor
  public var bias: Tensor

  /// How many groups the channels are shared out among.
  public let groupCount: Int

  /// What is added to a variance.
  public let epsilon: Float

  /// Creates a layer that leaves a normalized group as it is.
  ///
  /// - Precondition: `groupCount` divides `channels`.
  public init(_ channels: Int, groupCount: Int, epsilon: Float = 1e-5) {
    precondition(
      groupCount >= 1 && channels.isMultiple(of: groupCount),
      "\(channels) channels cannot be shared out among \(groupCount) groups"
    )
    weight = Tensor(repeating: 1, shape: [channels])
    bias = Tensor(repeating: 0, shape: [channels])
    self.groupCount = groupCount
    self.epsilon = epsilon
  }

  /// Maps `[N, C, H, W]` to the same shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    groupNorm(x, groupCount: groupCount, weight: weight, bias: bias, epsilon: epsilon)
  }

  /// Normalizes, modulates each image by `[N, 2C]`, and applies an activation, all in one pass.
  public func callAsFunction(
    _ x: Tensor,
    modulatedBy modulation: Tensor? = nil,
    then activation: Activation
  ) -> Tensor {
    groupNorm(
      x,
      groupCount: groupCount,
      weight: weight,
      bias: bias,
      epsilon: epsilon,
      modulatedBy: modulation,
      then: activation
    )
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&weight, named: "weight")
    visitor.visit(&bias, named: "bias")
  }
}
