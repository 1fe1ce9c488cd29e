import Arrays
import Diffusion
import TestSupport
import Testing

@Suite struct HybridPredictionTests {
  private let far = NoisePrediction(epsilon: normal([2, 3, 8, 8], "far"))
  private let near = NoisePrediction(epsilon: normal([2, 3, 8, 8], "near"))

  @Test func coarseAndFinePartOfOneAreThatOne() {
    expectClose(
      hybridPrediction(far: near, near: near).epsilon,
      near.epsilon,
      absolute: 1e-6
    )
  }

  @Test func withoutABlurAllIsFar() {
    expectClose(
      hybridPrediction(far: far, near: near, sigma: 0).epsilon,
      far.epsilon,
      absolute: 1e-6
    )
  }

  /// A plane of one value is all coarse, whatever is near.
  @Test func theMeanComesFromAfar() {
    let flat = NoisePrediction(epsilon: NDArray(repeating: 3, shape: [1, 3, 8, 8]))
    let none = NoisePrediction(epsilon: NDArray(repeating: 0, shape: [1, 3, 8, 8]))
    expectClose(
      hybridPrediction(far: flat, near: none).epsilon,
      flat.epsilon,
      absolute: 1e-5
    )
    expectClose(
      hybridPrediction(far: none, near: flat).epsilon,
      none.epsilon,
      absolute: 1e-5
    )
  }

  /// From afar a picture of noise is plain: a wide blur leaves little of its power.
  @Test func whatIsSeenFromAfarIsCoarse() {
    let blurred = lowPass(far.epsilon, sigma: 2, kernelSize: 33)
    func power(_ array: NDArray) -> Float { array.map { $0 * $0 }.mean() }
    #expect(blurred.shape == far.epsilon.shape)
    #expect(power(blurred) < 0.2 * power(far.epsilon))
    expectClose(lowPass(blurred, sigma: 0, kernelSize: 33), blurred, absolute: 0)
  }

  @Test func variancesAreAveragedWhereBothAreKnown() {
    let shape = [1, 1, 4, 4]
    let zero = NDArray(repeating: 0, shape: shape), one = NDArray(repeating: 1, shape: shape)
    let known = NoisePrediction(epsilon: zero, variance: one)
    let other = NoisePrediction(epsilon: zero, variance: zero)
    #expect(hybridPrediction(far: known, near: other).variance == one / 2)
    #expect(
      hybridPrediction(far: known, near: NoisePrediction(epsilon: zero)).variance == nil
    )
  }
}
