import Arrays
import Autodiff

/// Tells the time to the blocks of a UNet that the assignment does not tell it.
struct BlockModulations: Parameterized {
  var enter: Modulation
  var down1: Modulation
  var down2: Modulation
  var up2: Modulation
  var leave: Modulation

  /// Creates modulations for a network of `channels` hidden channels, with freshly drawn weights.
  init(channels d: Int, using stream: inout RandomStream) {
    enter = Modulation(d, using: &stream)
    down1 = Modulation(d, using: &stream)
    down2 = Modulation(2 * d, using: &stream)
    up2 = Modulation(d, using: &stream)
    leave = Modulation(d, using: &stream)
  }

  /// Changes what comes out of a block, `[N, C, H, W]`, for times `[N, 1]`; two of the blocks, whose
  /// time the network has elsewhere, are left as they are.
  func callAsFunction(_ x: Tensor, after block: UNet.Block, time: Tensor) -> Tensor {
    switch block {
    case .enter: enter(x, time: time)
    case .down1: down1(x, time: time)
    case .down2: down2(x, time: time)
    case .up2: up2(x, time: time)
    case .leave: leave(x, time: time)
    case .unflatten, .up1: x
    }
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&enter, named: "enter")
    visitor.visit(&down1, named: "down1")
    visitor.visit(&down2, named: "down2")
    visitor.visit(&up2, named: "up2")
    visitor.visit(&leave, named: "leave")
  }
}

/// Scales and shifts channels by numbers that are made of the time.
///
///     x ← x·(1 + scale(t)) + shift(t)  (Perez et al. 2018)
struct Modulation: Parameterized {
  var scale: FCBlock
  var shift: FCBlock

  init(_ channels: Int, using stream: inout RandomStream) {
    scale = FCBlock(1, channels, using: &stream)
    shift = FCBlock(1, channels, using: &stream)
  }

  // snippet.modulation
  // snippet.hide
  /// Maps `[N, C, H, W]` at times `[N, 1]` to the same shape.
  // snippet.show
  func callAsFunction(_ x: Tensor, time: Tensor) -> Tensor {
    let scale = scale(time)  // [N, C]
    let one = Tensor(repeating: 1, shape: scale.shape)
    return x * (one + scale) + shift(time)
  }
  // snippet.end

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&scale, named: "scale")
    visitor.visit(&shift, named: "shift")
  }
}
