import Arrays
import Autodiff
import TestSupport
import Testing

@Suite struct NormalizationGradientTests {
  @Test(arguments: [Activation.identity, .gelu, .silu], [[3, 2, 3, 2], [6, 3]])
  func ofABatchNormalization(activation: Activation, shape: [Int]) {
    let channels = shape[1]
    let arrays = [
      normal(shape, "x"), normal([channels], "scale") + 1.5, normal([channels], "shift"),
    ]
    expectGradients(of: arrays) {
      batchNorm($0[0], weight: $0[1], bias: $0[2], epsilon: 1e-5, activation: activation).result
    }
  }

  @Test(arguments: [1, 2, 4])
  func ofAGroupNormalization(groupCount: Int) {
    let arrays = [normal([2, 4, 2, 3], "x"), normal([4], "scale") + 1.5, normal([4], "shift")]
    expectGradients(of: arrays) {
      groupNorm($0[0], groupCount: groupCount, weight: $0[1], bias: $0[2], epsilon: 1e-5)
    }
  }

  /// Each image has a modulation of its own, and the activation follows.
  @Test(arguments: [Activation.identity, .gelu, .geluTanh, .silu])
  func ofAModulatedGroupNormalization(activation: Activation) {
    let arrays = [
      normal([2, 4, 2, 3], "x"), normal([4], "scale") + 1.5, normal([4], "shift"),
      normal([2, 8], "modulation"),
    ]
    expectGradients(of: arrays, step: 5e-3) {
      groupNorm(
        $0[0],
        groupCount: 2,
        weight: $0[1],
        bias: $0[2],
        epsilon: 1e-5,
        modulatedBy: $0[3],
        then: activation
      )
    }
  }

  @Test func aModulationScalesAndShiftsEachImage() {
    let x = Tensor(normal([2, 2, 3, 3], "x"))
    let ones = Tensor(repeating: 1, shape: [2]), zeros = Tensor(repeating: 0, shape: [2])
    func norm(_ modulation: Tensor?, then activation: Activation) -> NDArray {
      groupNorm(
        x,
        groupCount: 1,
        weight: ones,
        bias: zeros,
        epsilon: 1e-5,
        modulatedBy: modulation,
        then: activation
      )
      .array
    }
    let modulation = NDArray([1, -1, 3, 5, 0, 2, -7, 0.5], shape: [2, 4])
    let plain = norm(nil, then: .identity)
    let modulated = norm(Tensor(modulation), then: .identity)
    for image in 0..<2 {
      for channel in 0..<2 {
        let scale = 1 + modulation.values[4 * image + channel]
        let shift = modulation.values[4 * image + 2 + channel]
        expectClose(
          modulated[image][channel],
          scale * plain[image][channel] + shift,
          absolute: 1e-6,
          relative: 1e-6
        )
      }
    }
    expectClose(
      norm(Tensor(modulation), then: .gelu),
      gelu(Tensor(modulated)).array,
      absolute: 1e-6,
      relative: 1e-6
    )
  }

  @Test(arguments: [[3, 6], [2, 2, 6]])
  func ofANormalizationOfRows(shape: [Int]) {
    let arrays = [normal(shape, "x"), normal([6], "scale") + 1.5, normal([6], "shift")]
    expectGradients(of: arrays) { layerNorm($0[0], weight: $0[1], bias: $0[2], epsilon: 1e-5) }
    expectGradients(of: Array(arrays.prefix(2))) { rmsNorm($0[0], weight: $0[1], epsilon: 1e-5) }
  }

  @Test func eachChannelOfTheResultHasItsShiftAndScale() {
    let x = Tensor(3 * normal([4, 2, 3, 3], "x") + 7)
    let scale = Tensor(NDArray([2, 3], shape: [2])), shift = Tensor(NDArray([-1, 5], shape: [2]))
    let (result, mean, variance) = batchNorm(x, weight: scale, bias: shift, epsilon: 0)
    let again = batchNorm(result, weight: scale, bias: shift, epsilon: 0)
    // The mean of 36 numbers, each right to 1e-6.
    for (channel, expected) in [(-1.0, 4.0), (5, 9)].enumerated() {
      #expect(abs(again.mean[channel] - expected.0) < 1e-5)
      #expect(abs(again.variance[channel] - expected.1) < 1e-4)
    }
    // With the same moments known beforehand, the other form is the same function.
    let fixed = FixedNormalization(
      mean: Tensor(NDArray(mean.map { Float($0) }, shape: [2])),
      variance: Tensor(NDArray(variance.map { Float($0) }, shape: [2])),
      weight: scale,
      bias: shift,
      epsilon: 0,
      then: .identity
    )
    expectClose(fixed(x).array, result.array, absolute: 1e-5)
  }
}
