import Arrays
@testable import DenoiserTrainingChapter
import Diffusion
import TestSupport
import Testing

@Suite struct DenoiserTrainingTests {
  /// Expected value: for one pixel of variance v the rule is μ + v / (v + σ²) · (z − μ).
  @Test func ofOnePixelTheLinearDenoiserShrinksTowardsTheMean() {
    let pixels: [Float] = [0, 1, 0.5, 0.5]
    let denoiser = LinearDenoiser(digits: NDArray(pixels, shape: [4, 1, 1, 1]), sigma: 0.5)
    #expect(abs(denoiser.pixelVariance - 0.125) < 1e-7)
    let z = NDArray([2, 0.5, -1], shape: [3, 1, 1, 1])
    let share: Float = 0.125 / (0.125 + 0.25)
    expectClose(
      denoiser.denoise(z),
      z.map { 0.5 + share * ($0 - 0.5) },
      absolute: 1e-6
    )
  }

  /// What the page claims: on digits that it is made from, no other linear rule has a lower error.
  @Test func noScaledAnswerOfTheLinearDenoiserIsBetter() {
    var stream = RandomStream(seed: 1, "linear")
    let (count, side) = (4000, 3)
    // Pixels that depend on each other: each is the sum of its own draw and a common one.
    var values: [Float] = []
    for _ in 0..<count {
      let common = stream.nextNormal()
      values += (0..<side * side).map { _ in 0.3 * stream.nextNormal() + 0.4 * common }
    }
    let digits = NDArray(values, shape: [count, 1, side, side])
    let epsilon = NDArray.randomNormal(shape: digits.shape, using: &stream)
    let z = addNoise(to: digits, sigma: 0.5, epsilon: epsilon)
    let answers = LinearDenoiser(digits: digits, sigma: 0.5).denoise(z)
    let best = meanSquaredError(answers, digits)
    #expect(best < meanSquaredError(z, digits))
    for factor in [0.9, 1.1] as [Float] {
      #expect(best < meanSquaredError(factor * answers, digits))
    }
    // A rule that looks at one pixel alone: v / (v + σ²), with v = 0.3² + 0.4².
    let alone: Float = 0.25 / (0.25 + 0.25)
    #expect(best < meanSquaredError(alone * z, digits))
  }

  @Test func inkIsWhatIsNotBlack() {
    let clean = NDArray([0, 0, 0, 1], shape: [1, 1, 2, 2])
    let estimates = NDArray([0.1, 0, 0, 0.7], shape: [1, 1, 2, 2])
    let ink = Ink(estimates, clean: clean)
    #expect(ink.pixelShare == 0.25)
    #expect(abs(ink.errorShare - 0.9) < 1e-6)
  }
}
