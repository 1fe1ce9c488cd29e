import Arrays
import Diffusion
import TestSupport
import Testing

@Suite struct NoisePredictionTests {
  private let unconditional = normal([2, 3, 4, 4], "unconditional")
  private let conditional = normal([2, 3, 4, 4], "conditional")

  private func guided(_ guidanceScale: Float) -> NDArray {
    NoisePrediction(
      guiding: .joined([unconditional, conditional]),
      channels: 3,
      guidanceScale: guidanceScale
    ).epsilon
  }

  /// The convention: 0 is no prompt, 1 the prompt as it is.
  @Test func guidanceCountsFromThePredictionWithoutAPrompt() {
    #expect(guided(0) == unconditional)
    expectClose(guided(1), conditional, absolute: 1e-6)
  }

  /// The other convention, conditional + w·(conditional − unconditional), has w = γ − 1.
  @Test(arguments: [0.5, 3, 7] as [Float])
  func whoCountsFromThePromptSaysOneLess(scale: Float) {
    let expected = conditional + (scale - 1) * (conditional - unconditional)
    expectClose(guided(scale), expected, absolute: 1e-5)
  }

  /// Channels 3 to 5 of the second half of the batch, whatever the weight of guidance.
  @Test func theVarianceIsThatOfThePrompt() {
    let variance = normal([2, 3, 4, 4], "variance")
    func output(_ epsilon: NDArray, _ variance: NDArray) -> NDArray {
      let images = (0..<2).flatMap { epsilon[$0].values + variance[$0].values }
      return NDArray(images, shape: [2, 6, 4, 4])
    }
    let other = normal([2, 3, 4, 4], "variance without a prompt")
    let found = NoisePrediction(
      guiding: .joined([output(unconditional, other), output(conditional, variance)]),
      channels: 3,
      guidanceScale: 7
    )
    #expect(found.variance == variance)
    #expect(found.epsilon == guided(7))
  }
}
