public import Arrays
public import Autodiff
public import NeuralNet

/// A 3×3 convolution, normalization and GELU; height and width stay as they are.
public struct Conv: Layer {
  var conv: Conv2d
  var norm: Norm

  /// Creates the operation with freshly drawn weights.
  public init(
    _ inChannels: Int,
    _ outChannels: Int,
    _ normalization: Normalization = .batch,
    using stream: inout RandomStream
  ) {
    conv = Conv2d(inChannels, outChannels, kernelSize: 3, padding: 1, using: &stream)
    norm = Norm(outChannels, normalization)
  }

  /// Maps `[N, in, H, W]` to `[N, out, H, W]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { conv(x, normalizedBy: norm, then: .gelu) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&conv, named: "conv")
    visitor.visit(&norm, named: "norm")
  }
}

// snippet.down-conv
// snippet.hide
/// A 4×4 convolution of stride 2, normalization and GELU; height and width are halved.
// snippet.show
public struct DownConv: Layer {
  var conv: Conv2d
  var norm: Norm

  // snippet.hide
  /// Creates the operation with freshly drawn weights.
  // snippet.show
  public init(
    _ inChannels: Int,
    _ outChannels: Int,
    _ normalization: Normalization = .batch,
    using stream: inout RandomStream
  ) {
    conv = Conv2d(
      inChannels,
      outChannels,
      kernelSize: 4,
      stride: 2,
      padding: 1,
      using: &stream
    )
    norm = Norm(outChannels, normalization)
  }

  // snippet.hide
  /// Maps `[N, in, H, W]` to `[N, out, H/2, W/2]`.
  // snippet.show
  public func callAsFunction(_ x: Tensor) -> Tensor {
    conv(x, normalizedBy: norm, then: .gelu)
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&conv, named: "conv")
    visitor.visit(&norm, named: "norm")
  }
}
// snippet.end

/// A transposed 4×4 convolution of stride 2, normalization and GELU; height and width are
/// doubled.
public struct UpConv: Layer {
  var conv: ConvTranspose2d
  var norm: Norm

  /// Creates the operation with freshly drawn weights.
  public init(
    _ inChannels: Int,
    _ outChannels: Int,
    _ normalization: Normalization = .batch,
    using stream: inout RandomStream
  ) {
    conv = ConvTranspose2d(
      inChannels,
      outChannels,
      kernelSize: 4,
      stride: 2,
      padding: 1,
      using: &stream
    )
    norm = Norm(outChannels, normalization)
  }

  /// Maps `[N, in, H, W]` to `[N, out, 2H, 2W]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { conv(x, normalizedBy: norm, then: .gelu) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&conv, named: "conv")
    visitor.visit(&norm, named: "norm")
  }
}

/// The mean of each channel over 7×7 pixels, and GELU.
public struct Flatten: Layer {
  /// Creates the operation; it has no parameters.
  public init() {}

  /// Maps `[N, C, 7, 7]` to `[N, C, 1, 1]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { gelu(averagePool2d(x, size: 7)) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {}
}

/// A transposed 7×7 convolution, normalization and GELU: the way back from ``Flatten``.
public struct Unflatten: Layer {
  var conv: ConvTranspose2d
  var norm: Norm

  /// Creates the operation with freshly drawn weights.
  public init(
    _ channels: Int,
    _ normalization: Normalization = .batch,
    using stream: inout RandomStream
  ) {
    conv = ConvTranspose2d(channels, channels, kernelSize: 7, stride: 7, using: &stream)
    norm = Norm(channels, normalization)
  }

  /// Maps `[N, C, 1, 1]` to `[N, C, 7, 7]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { conv(x, normalizedBy: norm, then: .gelu) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&conv, named: "conv")
    visitor.visit(&norm, named: "norm")
  }
}

/// Two ``Conv`` operations.
public struct ConvBlock: Layer {
  var first: Conv
  var second: Conv

  /// Creates the block with freshly drawn weights.
  public init(
    _ inChannels: Int,
    _ outChannels: Int,
    _ normalization: Normalization = .batch,
    using stream: inout RandomStream
  ) {
    first = Conv(inChannels, outChannels, normalization, using: &stream)
    second = Conv(outChannels, outChannels, normalization, using: &stream)
  }

  /// Maps `[N, in, H, W]` to `[N, out, H, W]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { second(first(x)) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&first, named: "first")
    visitor.visit(&second, named: "second")
  }
}

/// A ``DownConv`` and a ``ConvBlock``.
public struct DownBlock: Layer {
  var down: DownConv
  var block: ConvBlock

  /// Creates the block with freshly drawn weights.
  public init(
    _ inChannels: Int,
    _ outChannels: Int,
    _ normalization: Normalization = .batch,
    using stream: inout RandomStream
  ) {
    down = DownConv(inChannels, outChannels, normalization, using: &stream)
    block = ConvBlock(outChannels, outChannels, normalization, using: &stream)
  }

  /// Maps `[N, in, H, W]` to `[N, out, H/2, W/2]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { block(down(x)) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&down, named: "down")
    visitor.visit(&block, named: "block")
  }
}

/// An ``UpConv`` and a ``ConvBlock``.
public struct UpBlock: Layer {
  var up: UpConv
  var block: ConvBlock

  /// Creates the block with freshly drawn weights.
  public init(
    _ inChannels: Int,
    _ outChannels: Int,
    _ normalization: Normalization = .batch,
    using stream: inout RandomStream
  ) {
    up = UpConv(inChannels, outChannels, normalization, using: &stream)
    block = ConvBlock(outChannels, outChannels, normalization, using: &stream)
  }

  /// Maps `[N, in, H, W]` to `[N, out, 2H, 2W]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { block(up(x)) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&up, named: "up")
    visitor.visit(&block, named: "block")
  }
}
