import Arrays
import TestSupport
import Testing

@Suite struct BatchNormalizationTests {
  /// Rows around the strips of 32 and the blocks of 256, channels that fill vectors and that do not.
  static let extents = [
    (5, 1), (7, 3), (31, 8), (32, 9), (33, 24), (256, 5), (257, 17), (513, 8), (700, 40),
  ]

  private static let epsilon = 1e-5

  private func reference(
    _ rows: Int,
    _ channels: Int,
    _ activation: Activation
  ) -> Reference.Normalization {
    // Channels of unlike means and deviations.
    let x = normal(rows * channels, "x").enumerated().map { place, value in
      Float(place % channels) * 0.3 - 1 + value * (1 + Float(place % channels % 3))
    }
    return Reference.Normalization(
      x,
      scale: normal(channels, "scale").map { 1 + 0.3 * $0 },
      shift: normal(channels, "shift"),
      epsilon: Self.epsilon,
      activation: activation
    )
  }

  @Test(arguments: extents)
  func momentsAreTheirDefinition(rows: Int, channels: Int) {
    let expected = reference(rows, channels, .identity)
    let norm = BatchNormalization(rows: rows, channels: channels, activation: .identity)
    let (mean, variance) = norm.moments(of: expected.x)
    // The sums of a block are `Float`: 256 numbers, each rounded to 6e-8 of the sum so far.
    expectClose(singles(mean), singles(expected.mean), ofLargest: 1e-6)
    expectClose(singles(variance), singles(expected.variance), relative: 2e-6)
  }

  /// A sum of squares less the square of the sum would have no digit left here.
  @Test func aLargeMeanDoesNotHideTheVariance() {
    let x = normal(3000, "x").map { 1000 + $0 }
    let expected = Reference.Normalization(
      x,
      scale: [1, 1, 1],
      shift: [0, 0, 0],
      epsilon: 0,
      activation: .identity
    )
    let norm = BatchNormalization(rows: 1000, channels: 3, activation: .identity)
    let variance = norm.moments(of: x).variance
    // The mean of a block may be wrong by 1e-2, its square by 1e-4.
    expectClose(singles(variance), singles(expected.variance), relative: 1e-4)
  }

  @Test(arguments: extents, [Activation.identity, .gelu, .silu])
  func theResultIsItsDefinition(extent: (rows: Int, channels: Int), activation: Activation) {
    let expected = reference(extent.rows, extent.channels, activation)
    let norm = BatchNormalization(
      rows: extent.rows,
      channels: extent.channels,
      activation: activation
    )
    let scale = zip(expected.scale, expected.variance).map {
      Float(Double($0) / ($1 + Self.epsilon).squareRoot())
    }
    let shift = expected.scale.indices.map {
      expected.shift[$0] - Float(expected.mean[$0]) * scale[$0]
    }
    let y = written(expected.x.count) {
      norm.apply(expected.x, scale: storage(scale), shift: storage(shift), into: $0)
    }
    // Scale and shift are rounded, and so is the argument; the activation adds about as much.
    expectClose(y, array(expected.forward()), ofLargest: 1e-6)
  }

  @Test(arguments: extents, [Activation.identity, .gelu, .silu])
  func theGradientsAreTheirDefinition(extent: (rows: Int, channels: Int), activation: Activation) {
    let expected = reference(extent.rows, extent.channels, activation)
    let outputGradient = normal(expected.x.count, "gradient")
    let (x, scale, shift) = expected.backward(outputGradient)
    let norm = BatchNormalization(
      rows: extent.rows,
      channels: extent.channels,
      activation: activation
    )
    let factors = BatchNormalization.Factors(
      mean: storage(expected.mean.map { Float($0) }),
      inverseDeviation: storage(
        expected.variance.map { Float(1 / ($0 + Self.epsilon).squareRoot()) }
      ),
      scale: storage(expected.scale),
      shift: storage(expected.shift)
    )
    var sums: (scale: Storage, shift: Storage)?
    let gradient = written(expected.x.count) {
      sums = norm.backward(expected.x, outputGradient: outputGradient, factors, into: $0)
    }
    // Sums of up to 256 numbers in `Float`, and differences of three terms of like size.
    expectClose(gradient, array(x), ofLargest: 2e-6)
    expectClose(array(sums?.scale.values ?? []), array(scale), ofLargest: 2e-6)
    expectClose(array(sums?.shift.values ?? []), array(shift), ofLargest: 2e-6)
  }

  @Test func noPixelsAreAProgrammersError() async {
    await #expect(processExitsWith: .failure) {
      _ = BatchNormalization(rows: 0, channels: 3, activation: .identity)
    }
  }

  private func singles(_ values: [Double]) -> NDArray { array(values.map { Float($0) }) }
}
