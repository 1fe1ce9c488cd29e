import Arrays
import Diffusion
import Testing

@Suite struct BestSmoothingTests {
  private let clean: NDArray
  private let epsilon: NDArray
  private let schedule = NoiseSchedule.cosine(stepCount: 1000)

  /// A smooth picture: a slope, the same in all channels.
  init() {
    clean = NDArray((0..<768).map { Float($0 % 16) / 8 - 1 }, shape: [3, 16, 16])
    var stream = RandomStream(seed: 4, "smoothing")
    epsilon = .randomNormal(shape: clean.shape, using: &stream)
  }

  /// It may choose, so it is no worse than any one choice.
  @Test(arguments: [100, 500, 900])
  func noOneBlurIsBetter(t: Int) {
    let alphaBar = schedule.alphaBar(at: t)
    let xt = addNoise(to: clean, at: t, schedule: schedule, epsilon: epsilon)
    let best = BestSmoothing(clean: clean, epsilon: epsilon).blur(of: xt, alphaBar: alphaBar)
    for sigma: Float in [0.2, 20] {
      let blurred = gaussianBlur(xt, sigma: sigma, kernelSize: BlurSearch.kernelSize(for: sigma))
      for other in [blurred, blurred / alphaBar.squareRoot()] {
        #expect(meanSquaredError(best, clean) <= meanSquaredError(other, clean) + 1e-5)
      }
    }
  }

  /// The noise of t = 0 is 0.00004 of the variance: nothing needs to be smoothed.
  @Test func almostWithoutNoiseThePictureStays() {
    let xt = addNoise(to: clean, at: 0, schedule: schedule, epsilon: epsilon)
    let smoothing = BestSmoothing(clean: clean, epsilon: epsilon)
    let alphaBar = schedule.alphaBar(at: 0)
    #expect(meanSquaredError(smoothing.linear(of: xt, alphaBar: alphaBar), clean) < 1e-3)
    #expect(meanSquaredError(smoothing.blur(of: xt, alphaBar: alphaBar), clean) < 1e-3)
  }
}
