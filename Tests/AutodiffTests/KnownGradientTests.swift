import Arrays
import Autodiff
import TestSupport
import Testing

@Suite struct KnownGradientTests {
  /// By hand: half of the sum of squares of x has x for its gradient.
  @Test func aGradientThatWasGivenIsPassedOn() {
    let x = normal([2, 3, 2, 2], "x")
    var inputs = Inputs(tensors: [Tensor(x)])
    let (value, gradients) = valueWithGradient(at: &inputs) { inputs in
      let squares = x.values.reduce(0) { $0 + $1 * $1 }
      return 0.5 * scalar(squares, of: inputs.tensors[0], gradient: Tensor(2 * x))
    }
    #expect(abs(value - 0.5 * x.values.reduce(0) { $0 + $1 * $1 }) < 1e-4)
    expectClose(gradients.values[0].array, x, relative: 1e-6)
  }
}
