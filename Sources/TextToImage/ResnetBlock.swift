import Arrays
import Autodiff
import NeuralNet

/// Two convolutions around which their input is led, modulated by the embedded timestep; one that
/// resamples does so before the first.
struct ResnetBlock: Parameterized {
  /// What becomes of the height and the width.
  enum Resampling {
    case none
    case halving
    case doubling
  }

  var norm1: GroupNorm
  var conv1: Conv2d
  var timeProjection: Linear
  var norm2: GroupNorm
  var conv2: Conv2d
  var shortcut: Conv2d?
  private let resampling: Resampling
  private let activation: Activation
  private let scaleFactor: Float

  init(
    _ inChannels: Int,
    _ outChannels: Int,
    _ resampling: Resampling = .none,
    scaleFactor: Float,
    _ configuration: UNet2DConfiguration,
    using source: inout some WeightSource
  ) {
    let (groups, epsilon) = (configuration.normNumGroups, configuration.normEps)
    norm1 = GroupNorm(inChannels, groupCount: groups, epsilon: epsilon)
    conv1 = Conv2d(inChannels, outChannels, kernelSize: 3, padding: 1, using: &source)
    timeProjection = Linear(configuration.timeEmbeddingDim, 2 * outChannels, using: &source)
    norm2 = GroupNorm(outChannels, groupCount: groups, epsilon: epsilon)
    conv2 = Conv2d(outChannels, outChannels, kernelSize: 3, padding: 1, using: &source)
    shortcut =
      inChannels == outChannels
      ? nil : Conv2d(inChannels, outChannels, kernelSize: 1, using: &source)
    self.resampling = resampling
    self.scaleFactor = scaleFactor
    activation = configuration.activation
  }

  /// Maps images `[N, in, H, W]` at embedded times `[N, T]` to `[N, out, …]`.
  func callAsFunction(_ x: Tensor, time: Tensor) -> Tensor {
    var residual = x
    var h = norm1(x, then: activation)
    switch resampling {
    case .none: break
    case .halving: (residual, h) = (averagePool2d(residual, size: 2), averagePool2d(h, size: 2))
    case .doubling: (residual, h) = (upsampleNearest2d(residual), upsampleNearest2d(h))
    }
    h = norm2(conv1(h), modulatedBy: timeProjection(time), then: activation)
    let sum = (shortcut.map { $0(residual) } ?? residual) + conv2(h)
    return scaleFactor == 1 ? sum : (1 / scaleFactor) * sum
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&norm1, named: "norm1")
    visitor.visit(&conv1, named: "conv1")
    visitor.visit(&timeProjection, named: "time_emb_proj")
    visitor.visit(&norm2, named: "norm2")
    visitor.visit(&conv2, named: "conv2")
    visitor.visit(&shortcut, named: "conv_shortcut")
  }
}
