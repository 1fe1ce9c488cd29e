public import Arrays
public import Autodiff

/// The UNet with a class, which scales what comes out of the bottleneck and of the first step up, and a
/// time, which shifts it.
///
/// All shapes below are for 28×28 digits and `D` hidden channels.
public struct ClassTimeUNet: Parameterized {
  var unet: UNet
  var t1: FCBlock
  var t2: FCBlock
  var c1: FCBlock
  var c2: FCBlock

  /// Creates a network for images of one channel and ten classes.
  ///
  /// - Parameters:
  ///   - channels: The number of hidden channels, `D`.
  ///   - stream: The source of the initial weights.
  public init(channels: Int, using stream: inout RandomStream) {
    unet = UNet(channels: channels, using: &stream)
    t1 = FCBlock(1, 2 * channels, using: &stream)
    t2 = FCBlock(1, channels, using: &stream)
    c1 = FCBlock(10, 2 * channels, using: &stream)
    c2 = FCBlock(10, channels, using: &stream)
  }

  // snippet.class-time-unet-forward
  // snippet.hide
  /// Maps digits `[N, 1, 28, 28]` at times `[N, 1]`, in `0...1`, to `[N, 1, 28, 28]`.
  ///
  /// - Parameters:
  ///   - x: The digits.
  ///   - time: A time for each.
  ///   - labels: One-hot classes, `[N, 10]`; a row of zeros is no class.
  /// - Returns: `[N, 1, 28, 28]`.
  // snippet.show
  public func callAsFunction(
    _ x: Tensor,
    time: Tensor,
    labels: Tensor
  ) -> Tensor {
    let t1 = t1(time), c1 = c1(labels)  // [N, 2D]
    let t2 = t2(time), c2 = c2(labels)  // [N, D]
    return unet(x) { y, block in
      switch block {
      case .unflatten: y * c1 + t1
      case .up1: y * c2 + t2
      default: y
      }
    }
  }
  // snippet.end

  /// Returns the factors that the network gives its channels for classes, `[N, 10]`: `[N, 2D]` for
  /// what comes out of the bottleneck, and `[N, D]` for the first step up.
  public func gains(for labels: NDArray) -> (bottleneck: NDArray, firstStepUp: NDArray) {
    (c1(Tensor(labels)).array, c2(Tensor(labels)).array)
  }

  /// The parameters of the UNet have the names that they have there.
  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    unet.visit(&visitor)
    visitor.visit(&t1, named: "t1")
    visitor.visit(&t2, named: "t2")
    visitor.visit(&c1, named: "c1")
    visitor.visit(&c2, named: "c2")
  }
}
