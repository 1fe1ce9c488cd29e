public import Arrays
public import Autodiff
public import NeuralNet

/// The single-step denoiser: an encoder, a bottleneck and a decoder joined by skip connections.
///
/// All shapes below are for 28×28 digits and `D` hidden channels.
public struct UNet: Layer {
  var enter: ConvBlock
  var down1: DownBlock
  var down2: DownBlock
  let flatten = Flatten()
  var unflatten: Unflatten
  var up1: UpBlock
  var up2: UpBlock
  var leave: ConvBlock
  var project: Conv2d

  /// The blocks behind which a condition may reach in, in the order of the computation.
  enum Block {
    case enter, down1, down2, unflatten, up1, up2, leave
  }

  // snippet.unet-blocks
  // snippet.hide
  /// Creates a network for images of one channel.
  ///
  /// - Parameters:
  ///   - channels: The number of hidden channels, `D`.
  ///   - norm: How operations normalize; by groups, `D` is a multiple of eight.
  ///   - stream: The source of the initial weights.
  // snippet.show
  public init(
    channels: Int,
    _ norm: Normalization = .batch,
    using stream: inout RandomStream
  ) {
    let d = channels
    enter = ConvBlock(1, d, norm, using: &stream)
    down1 = DownBlock(d, d, norm, using: &stream)
    down2 = DownBlock(d, 2 * d, norm, using: &stream)
    unflatten = Unflatten(2 * d, norm, using: &stream)
    up1 = UpBlock(4 * d, d, norm, using: &stream)
    up2 = UpBlock(2 * d, d, norm, using: &stream)
    leave = ConvBlock(2 * d, d, norm, using: &stream)
    project = Conv2d(d, 1, kernelSize: 3, padding: 1, using: &stream)
  }
  // snippet.end

  /// Maps noisy digits `[N, 1, 28, 28]` to clean digits `[N, 1, 28, 28]`.
  public func callAsFunction(_ z: Tensor) -> Tensor {
    self(z) { x, _ in x }
  }

  // snippet.unet-forward
  // snippet.hide
  /// Maps `[N, 1, 28, 28]` to `[N, 1, 28, 28]`, with a place behind each block where a condition may
  /// change what comes out of it.
  // snippet.show
  func callAsFunction(
    _ z: Tensor,
    told: (Tensor, Block) -> Tensor
  ) -> Tensor {
    let c0 = told(enter(z), .enter)  // [N, D, 28, 28]
    let d1 = told(down1(c0), .down1)  // [N, D, 14, 14]
    let d2 = told(down2(d1), .down2)  // [N, 2D, 7, 7]
    let b = told(unflatten(flatten(d2)), .unflatten)  // [N, 2D, 7, 7]
    let u1 = told(up1(concatenate(b, d2)), .up1)  // [N, D, 14, 14]
    let u2 = told(up2(concatenate(u1, d1)), .up2)  // [N, D, 28, 28]
    let y = told(leave(concatenate(u2, c0)), .leave)  // [N, D, 28, 28]
    return project(y)  // [N, 1, 28, 28]
  }
  // snippet.end

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&enter, named: "enter")
    visitor.visit(&down1, named: "down1")
    visitor.visit(&down2, named: "down2")
    visitor.visit(&unflatten, named: "unflatten")
    visitor.visit(&up1, named: "up1")
    visitor.visit(&up2, named: "up2")
    visitor.visit(&leave, named: "leave")
    visitor.visit(&project, named: "project")
  }
}
