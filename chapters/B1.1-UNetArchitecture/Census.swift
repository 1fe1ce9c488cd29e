import Autodiff

/// The blocks of a network: shapes, parameters and work.
struct Census: Codable, Sendable {
  /// One block.
  struct Block: Codable, Sendable {
    var name: String

    /// What it makes of one digit, `[C, H, W]`.
    var shape: [Int]
    var parameterCount: Int

    /// How many multiplications one digit costs in its convolutions.
    var multiplicationCount: Int
  }

  /// The number of hidden channels, `D`.
  var channels: Int
  var blocks: [Block]

  /// The number of parameters if the convolutions of stride 2 had kernels of 3 in place of 4.
  var parameterCountWithKernel3: Int

  /// The number of parameters of the whole network.
  var parameterCount: Int { blocks.reduce(0) { $0 + $1.parameterCount } }

  /// The number of multiplications that one digit costs.
  var multiplicationCount: Int { blocks.reduce(0) { $0 + $1.multiplicationCount } }

  /// Counts what a network has, and what one digit costs that flowed through it.
  init(of unet: OpenUNet, channels: Int, flow: [OpenUNet.Step]) {
    self.channels = channels
    let parameters = unet.parameterShapes.map { name, shape in
      (name: name, axes: shape.count, count: shape.reduce(1, *))
    }
    blocks = flow.map { step in
      let own = parameters.filter { $0.name.hasPrefix("\(step.block).") }
      return Block(
        name: step.block,
        shape: Array(step.output.shape.dropFirst()),
        parameterCount: own.reduce(0) { $0 + $1.count },
        multiplicationCount: own.filter { $0.axes == 4 }.reduce(0) { sum, weight in
          // Each weight meets each pixel of the output once; in a transposed convolution, of the input.
          let isTransposed =
            weight.name.hasSuffix("up.conv.weight") || step.block == "unflatten"
          let side = (isTransposed ? step.input : step.output).shape[2]
          return sum + weight.count * side * side
        }
      )
    }
    let halving = parameters.filter { $0.name.hasSuffix("down.conv.weight") }
    let excess = halving.reduce(0) { $0 + $1.count / 16 * (16 - 9) }
    parameterCountWithKernel3 = parameters.reduce(0) { $0 + $1.count } - excess
  }

  /// Returns the block of a name.
  ///
  /// - Precondition: There is one.
  subscript(name: String) -> Block {
    guard let block = blocks.first(where: { $0.name == name }) else {
      preconditionFailure("there is no block '\(name)' in \(blocks.map(\.name))")
    }
    return block
  }
}
