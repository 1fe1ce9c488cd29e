public import Arrays
public import Autodiff

/// Normalization of each channel over a batch, with a scale and a shift that are learned.
public struct BatchNorm2d: Layer {
  /// The scale and the shift of each channel, `[C]`.
  public var weight: Tensor
  public var bias: Tensor

  /// The mean and the variance of each channel over recent batches, `[C]`; inference uses them.
  public var runningMean: Buffer
  public var runningVariance: Buffer

  /// What is added to a variance.
  public let epsilon: Float

  /// The share of the last batch in the running moments.
  public let momentum: Float

  /// Creates a layer that leaves a normalized channel as it is.
  public init(_ channels: Int, epsilon: Float = 1e-5, momentum: Float = 0.1) {
    weight = Tensor(repeating: 1, shape: [channels])
    bias = Tensor(repeating: 0, shape: [channels])
    runningMean = Buffer(Tensor(repeating: 0, shape: [channels]))
    runningVariance = Buffer(Tensor(repeating: 1, shape: [channels]))
    self.epsilon = epsilon
    self.momentum = momentum
  }

  /// Maps `[N, C, H, W]` to the same shape.
  public func callAsFunction(_ x: Tensor) -> Tensor { self(x, then: .identity) }

  /// Maps `[N, C, H, W]` to the same shape, and applies an activation in the same pass over memory.
  public func callAsFunction(_ x: Tensor, then activation: Activation) -> Tensor {
    guard weight.isLifted else { return fixed(then: activation)(x) }
    let (result, mean, variance) = batchNorm(
      x,
      weight: weight,
      bias: bias,
      epsilon: epsilon,
      activation: activation
    )
    let count = x.count / weight.count
    // The running variance is that of a population, of which the batch is a sample.
    let unbiased = Double(count) / Double(max(1, count - 1))
    runningMean.update(to: moved(runningMean.value, towards: mean))
    runningVariance.update(
      to: moved(runningVariance.value, towards: variance.map { $0 * unbiased })
    )
    return result
  }

  /// The normalization by the running moments, as inference has it.
  func fixed(then activation: Activation) -> FixedNormalization {
    FixedNormalization(
      mean: runningMean.value,
      variance: runningVariance.value,
      weight: weight,
      bias: bias,
      epsilon: epsilon,
      then: activation
    )
  }

  private func moved(_ value: Tensor, towards new: [Double]) -> Tensor {
    let moved = zip(value.array.values, new).map { (1 - momentum) * $0 + momentum * Float($1) }
    return Tensor(NDArray(moved, shape: value.shape))
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&weight, named: "weight")
    visitor.visit(&bias, named: "bias")
    visitor.visit(&runningMean, named: "running_mean")
    visitor.visit(&runningVariance, named: "running_var")
  }
}
