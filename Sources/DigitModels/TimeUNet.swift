public import Arrays
public import Autodiff

/// The UNet with a time, which scales what comes out of the bottleneck and of the first step up.
///
/// All shapes below are for 28×28 digits and `D` hidden channels.
public struct TimeUNet: Parameterized {
  var unet: UNet
  var t1: FCBlock
  var t2: FCBlock

  /// What tells the other blocks the time, where the design wants it.
  var others: BlockModulations?

  /// What the network is made of; the assignment's unless something is changed.
  public struct Design: Codable, Hashable, Sendable {
    /// How operations normalize; by groups, `D` is a multiple of eight.
    public var normalization = Normalization.batch

    /// Whether the time also reaches the blocks that the assignment does not tell it.
    public var tellsEveryBlock = false

    /// Creates the assignment's design.
    public init() {}
  }

  /// Creates a network for images of one channel.
  ///
  /// - Parameters:
  ///   - channels: The number of hidden channels, `D`.
  ///   - design: What it is made of.
  ///   - stream: The source of the initial weights.
  public init(channels: Int, design: Design = Design(), using stream: inout RandomStream) {
    unet = UNet(channels: channels, design.normalization, using: &stream)
    t1 = FCBlock(1, 2 * channels, using: &stream)
    t2 = FCBlock(1, channels, using: &stream)
    if design.tellsEveryBlock { others = BlockModulations(channels: channels, using: &stream) }
  }

  // snippet.time-unet-forward
  // snippet.hide
  /// Maps digits `[N, 1, 28, 28]` at times `[N, 1]`, in `0...1`, to `[N, 1, 28, 28]`.
  // snippet.show
  public func callAsFunction(_ x: Tensor, time: Tensor) -> Tensor {
    let t1 = t1(time)  // [N, 2D]
    let t2 = t2(time)  // [N, D]
    return unet(x) { y, block in
      switch block {
      case .unflatten: y * t1
      case .up1: y * t2
      default: others?(y, after: block, time: time) ?? y
      }
    }
  }
  // snippet.end

  /// Returns the factors that the network gives its channels at times, `[T, 1]`: `[T, 2D]` for what
  /// comes out of the bottleneck, and `[T, D]` for the first step up.
  public func gains(at times: NDArray) -> (bottleneck: NDArray, firstStepUp: NDArray) {
    (t1(Tensor(times)).array, t2(Tensor(times)).array)
  }

  /// The parameters of the UNet have the names that they have there.
  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    unet.visit(&visitor)
    visitor.visit(&t1, named: "t1")
    visitor.visit(&t2, named: "t2")
    visitor.visit(&others, named: "others")
  }
}
