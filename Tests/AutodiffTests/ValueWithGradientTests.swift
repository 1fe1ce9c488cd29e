import Arrays
import Autodiff
import Testing

@Suite struct ValueWithGradientTests {
  private struct Line: Parameterized {
    var slope = Tensor(3)

    mutating func visit(_ visitor: inout some ParameterVisitor) {
      visitor.visit(&slope, named: "slope")
    }
  }

  /// d/da mean((a·x - y)²) = 2·mean(x·(a·x - y)), by hand: 2·(1·(3 - 1) + 2·(6 - 5)) / 2 = 4.
  @Test func theGradientOfALineIsRight() {
    var line = Line()
    let x = Tensor(NDArray([1, 2], shape: [2])), y = Tensor(NDArray([1, 5], shape: [2]))
    let (loss, gradients) = valueWithGradient(at: &line) { line in
      meanSquaredError(
        linear(x.reshaped([2, 1]), weight: line.slope.reshaped([1, 1])).reshaped([2]),
        y
      )
    }
    #expect(loss == 2.5)
    #expect(gradients.names == ["slope"])
    #expect(gradients.values[0].scalar == 4)
  }
}
