import Arrays
import TestSupport
import Testing

@Suite struct ActivationTests {
  /// From the far left tail to the far right, 2401 numbers, so that the last vector is not full.
  private let x = (-1200...1200).map { Float($0) / 100 }

  /// The error function is right to 3.2e-7, and is multiplied by half of a number below 5.6.
  @Test func theExactGELUIsThatOfTheDefinition() {
    let y = written(x.count) { Activation.gelu.forward(readable(x), into: $0, count: x.count) }
    let expected = x.map { Float(Activation.gelu.referenceValue(Double($0))) }
    expectClose(y, array(expected), absolute: 9e-7)
  }

  @Test(arguments: [Activation.geluTanh, .silu])
  func valuesAreExactInTheTailsToo(activation: Activation) {
    let y = written(x.count) { activation.forward(readable(x), into: $0, count: x.count) }
    let expected = x.map { Float(activation.referenceValue(Double($0))) }
    // At -12 the exponent of e is -72, and its last digit is worth 72 · 6e-8 of the result; of the other
    // it is -142 and is rounded three times. No power of e is below 1e-38.
    let isTanh = activation == .geluTanh
    expectClose(
      y,
      array(expected),
      absolute: isTanh ? 1e-36 : 0,
      relative: isTanh ? 3e-5 : 1e-5
    )
  }

  @Test(arguments: [Activation.gelu, .geluTanh, .silu])
  func gradientsAreThoseOfTheDefinition(activation: Activation) {
    let outputGradient = normal(x.count, "gradient")
    let gradient = written(x.count) {
      activation.backward(
        readable(x),
        outputGradient: readable(outputGradient),
        into: $0,
        count: x.count
      )
    }
    let expected = zip(x, outputGradient).map {
      Float(activation.referenceDerivative(Double($0))) * $1
    }
    // A derivative has a zero, near which two terms cancel: of up to 0.2, and of up to 1/2 for the exact
    // GELU, times a gradient below 4.
    expectClose(
      gradient,
      array(expected),
      absolute: activation == .gelu ? 1e-6 : 2e-7,
      relative: 1e-5
    )
  }

  @Test func theIdentityChangesNothing() {
    let y = written(x.count) { Activation.identity.forward(x, into: $0, count: x.count) }
    #expect(y.values == x)
    let gradient = written(x.count) {
      Activation.identity.backward(y.values, outputGradient: x, into: $0, count: x.count)
    }
    #expect(gradient.values == x)
  }

  /// Far from zero both are the identity to the right and nothing to the left.
  @Test(arguments: [Activation.gelu, .geluTanh, .silu])
  func hugeNumbersStayFinite(activation: Activation) {
    let x: [Float] = [0, -0.0, 1e-30, 14, 40, 87.2, 88, 89, 200, 1e4, 1e9, 1e18]
    let right = written(x.count) { activation.forward(readable(x), into: $0, count: x.count) }
    expectClose(
      right,
      array(x.map { Float(activation.referenceValue(Double($0))) }),
      relative: 1e-6
    )
    let left = written(x.count) {
      activation.forward(readable(x.map { -$0 }), into: $0, count: x.count)
    }
    expectClose(
      left,
      array(x.map { Float(activation.referenceValue(-Double($0))) }),
      // No power of e is below 1e-38, which times 1e18 is not quite nothing.
      absolute: 1e-19,
      relative: 1e-5
    )
    for sign: Float in [-1, 1] {
      let ones = [Float](repeating: 1, count: x.count)
      let slopes = written(x.count) {
        activation.backward(
          readable(x.map { sign * $0 }),
          outputGradient: readable(ones),
          into: $0,
          count: x.count
        )
      }
      expectClose(
        slopes,
        array(x.map { Float(activation.referenceDerivative(Double(sign * $0))) }),
        absolute: activation == .gelu ? 4e-7 : 2e-7
      )
    }
  }
}
