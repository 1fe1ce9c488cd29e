import Arrays
import Autodiff
import DigitModels
import NeuralNet

/// The network of DigitModels with what flows between its blocks in the open.
///
/// Its parameters have the names that they have there, and a test holds its answers against those of
/// the original.
struct OpenUNet: Parameterized {
  var enter: ConvBlock
  var down1: DownBlock
  var down2: DownBlock
  let flatten = Flatten()
  var unflatten: Unflatten
  var up1: UpBlock
  var up2: UpBlock
  var leave: ConvBlock
  var project: Conv2d

  init(channels d: Int, using stream: inout RandomStream) {
    enter = ConvBlock(1, d, using: &stream)
    down1 = DownBlock(d, d, using: &stream)
    down2 = DownBlock(d, 2 * d, using: &stream)
    unflatten = Unflatten(2 * d, using: &stream)
    up1 = UpBlock(4 * d, d, using: &stream)
    up2 = UpBlock(2 * d, d, using: &stream)
    leave = ConvBlock(2 * d, d, using: &stream)
    project = Conv2d(d, 1, kernelSize: 3, padding: 1, using: &stream)
  }

  /// What one block is handed and makes of it.
  struct Step {
    let block: String
    let input: Tensor
    let output: Tensor
  }

  /// Returns what each block makes of images `[N, 1, 28, 28]`, in the order of the computation.
  func steps(_ z: Tensor) -> [Step] {
    var steps: [Step] = []
    func pass(_ input: Tensor, through layer: some Layer, _ block: String) -> Tensor {
      let output = layer(input)
      steps.append(Step(block: block, input: input, output: output))
      return output
    }
    let c0 = pass(z, through: enter, "enter")
    let d1 = pass(c0, through: down1, "down1")
    let d2 = pass(d1, through: down2, "down2")
    let f = pass(d2, through: flatten, "flatten")
    let b = pass(f, through: unflatten, "unflatten")
    let u1 = pass(concatenate(b, d2), through: up1, "up1")
    let u2 = pass(concatenate(u1, d1), through: up2, "up2")
    let y = pass(concatenate(u2, c0), through: leave, "leave")
    _ = pass(y, through: project, "project")
    return steps
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
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
