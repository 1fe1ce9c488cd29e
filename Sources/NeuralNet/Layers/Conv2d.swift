public import Arrays
public import Autodiff

/// A two-dimensional convolution with a bias.
public struct Conv2d: Layer {
  /// The filters, `[out, in, k, k]`.
  public var weight: Tensor

  /// A number for each output channel, `[out]`.
  public var bias: Tensor

  /// The step from output to output, in pixels.
  public let stride: Int

  /// How many zeros surround an image.
  public let padding: Int

  /// Creates a layer with PyTorch's initial weights: uniform in ±1/√(in·k²).
  public init(
    _ inChannels: Int,
    _ outChannels: Int,
    kernelSize: Int,
    stride: Int = 1,
    padding: Int = 0,
    using source: inout some WeightSource
  ) {
    let shape = [outChannels, inChannels, kernelSize, kernelSize]
    let bound = 1 / Float(inChannels * kernelSize * kernelSize).squareRoot()
    weight = source.uniform(shape: shape, bound: bound)
    bias = source.uniform(shape: [outChannels], bound: bound)
    self.stride = stride
    self.padding = padding
  }

  /// Maps `[N, in, H, W]` to `[N, out, (H + 2·padding - k) / stride + 1, …]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    conv2d(x, weight: weight, bias: bias, stride: stride, padding: padding)
  }

  /// Convolves, normalizes, and applies an activation: `activation(norm(conv(x)))`, and at inference in
  /// one pass over memory.
  public func callAsFunction(
    _ x: Tensor,
    normalizedBy norm: BatchNorm2d,
    then activation: Activation
  ) -> Tensor {
    guard !weight.isLifted else { return norm(self(x), then: activation) }
    return conv2d(
      x,
      weight: weight,
      bias: bias,
      stride: stride,
      padding: padding,
      then: norm.fixed(then: activation)
    )
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&weight, named: "weight")
    visitor.visit(&bias, named: "bias")
  }
}

/// The transpose of a two-dimensional convolution, with a bias.
public struct ConvTranspose2d: Layer {
  /// The filters, `[in, out, k, k]`.
  public var weight: Tensor

  /// A number for each output channel, `[out]`.
  public var bias: Tensor

  /// The step from input to input, in pixels of the output.
  public let stride: Int

  /// How many pixels of the full result are cut off at each edge.
  public let padding: Int

  /// Creates a layer with PyTorch's initial weights: uniform in ±1/√(out·k²).
  public init(
    _ inChannels: Int,
    _ outChannels: Int,
    kernelSize: Int,
    stride: Int = 1,
    padding: Int = 0,
    using source: inout some WeightSource
  ) {
    let shape = [inChannels, outChannels, kernelSize, kernelSize]
    let bound = 1 / Float(outChannels * kernelSize * kernelSize).squareRoot()
    weight = source.uniform(shape: shape, bound: bound)
    bias = source.uniform(shape: [outChannels], bound: bound)
    self.stride = stride
    self.padding = padding
  }

  /// Maps `[N, in, H, W]` to `[N, out, (H - 1)·stride - 2·padding + k, …]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    convTranspose2d(x, weight: weight, bias: bias, stride: stride, padding: padding)
  }

  /// Convolves, normalizes, and applies an activation: `activation(norm(conv(x)))`, and at inference in
  /// one pass over memory.
  public func callAsFunction(
    _ x: Tensor,
    normalizedBy norm: BatchNorm2d,
    then activation: Activation
  ) -> Tensor {
    guard !weight.isLifted else { return norm(self(x), then: activation) }
    return convTranspose2d(
      x,
      weight: weight,
      bias: bias,
      stride: stride,
      padding: padding,
      then: norm.fixed(then: activation)
    )
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&weight, named: "weight")
    visitor.visit(&bias, named: "bias")
  }
}
