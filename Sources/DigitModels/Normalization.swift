import Arrays
import Autodiff
import NeuralNet

/// How the operations of a network normalize their channels.
public enum Normalization: String, Codable, Hashable, Sendable {
  /// Over a batch while the network trains, and by running moments when it infers.
  case batch

  /// Over groups of eight channels of each picture by itself (Wu and He 2018).
  case group
}

/// The normalization of an operation, of either kind; its parameters have the same names.
enum Norm: Parameterized {
  case batch(BatchNorm2d)
  case group(GroupNorm)

  /// Creates a normalization that leaves a normalized channel as it is.
  ///
  /// - Precondition: For groups, `channels` is a multiple of eight.
  init(_ channels: Int, _ normalization: Normalization) {
    self =
      switch normalization {
      case .batch: .batch(BatchNorm2d(channels))
      case .group: .group(GroupNorm(channels, groupCount: channels / 8))
      }
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    switch self {
    case .batch(var norm):
      norm.visit(&visitor)
      self = .batch(norm)
    case .group(var norm):
      norm.visit(&visitor)
      self = .group(norm)
    }
  }
}

/// A convolution that takes a batch normalization into its own pass over memory at inference.
protocol NormalizedConvolution: Layer {
  func callAsFunction(
    _ x: Tensor,
    normalizedBy norm: BatchNorm2d,
    then activation: Activation
  ) -> Tensor
}

extension Conv2d: NormalizedConvolution {}
extension ConvTranspose2d: NormalizedConvolution {}

extension NormalizedConvolution {
  /// Convolves, normalizes, and applies an activation.
  func callAsFunction(
    _ x: Tensor,
    normalizedBy norm: Norm,
    then activation: Activation
  ) -> Tensor {
    switch norm {
    case .batch(let norm): self(x, normalizedBy: norm, then: activation)
    case .group(let norm): norm(self(x), then: activation)
    }
  }
}
