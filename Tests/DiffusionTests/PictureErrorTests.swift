import Arrays
import Diffusion
import Testing

@Suite struct PictureErrorTests {
  /// By hand: (0.5² + 1.5²) / 2 = 1.25.
  @Test func theMeanSquaredErrorIsTheMeanOfTheSquares() {
    let error = meanSquaredError(NDArray([1, 2], shape: [2]), NDArray([0.5, 0.5], shape: [2]))
    #expect(error == 1.25)
  }

  /// By hand: 20·log₁₀(2) = 6.0206, and an error of 0.1 everywhere gives 20 dB at peak 1.
  @Test func thePeakSignalToNoiseIsInDecibels() {
    let truth = NDArray([0, 0, 0, 0], shape: [4])
    #expect(abs(peakSignalToNoise(truth + 0.1, truth, peak: 1) - 20) < 1e-5)
    #expect(abs(peakSignalToNoise(truth + 0.1, truth, peak: 2) - 26.0206) < 1e-4)
    #expect(peakSignalToNoise(truth, truth, peak: 2) == .infinity)
  }

  @Test func anotherShapeIsAProgrammerError() async {
    await #expect(processExitsWith: .failure) {
      let left = NDArray([1, 2], shape: [2])
      _ = meanSquaredError(left, left.reshaped([1, 2]))
    }
  }
}
