import Arrays
import Diffusion
import Testing

@Suite struct ForwardProcessTests {
  let schedule = NoiseSchedule.cosine(stepCount: 1000)

  /// A picture with values in -1...1.
  private func picture(seed: UInt64, shape: [Int]) -> NDArray {
    var stream = RandomStream(seed: seed, "picture")
    return NDArray(
      (0..<shape.reduce(1, *)).map { _ in 2 * stream.nextUniform() - 1 },
      shape: shape
    )
  }

  @Test(arguments: [(0, Float(1e-5)), (250, 1e-5), (500, 1e-5), (900, 1e-4)])
  func theExactNoiseGivesTheCleanPictureBack(t: Int, tolerance: Float) {
    for seed in UInt64(0)..<5 {
      let x0 = picture(seed: seed, shape: [2, 3, 8, 8])
      var stream = RandomStream(seed: seed, "noise")
      let (xt, epsilon) = addNoise(to: x0, at: t, schedule: schedule, using: &stream)
      let estimate = cleanEstimate(xt: xt, epsilon: epsilon, at: t, schedule: schedule)
      #expect(estimate.shape == x0.shape)
      #expect((estimate - x0).values.allSatisfy { abs($0) < tolerance })
    }
  }

  @Test func theNoiseReturnedIsTheNoiseMixedIn() {
    let x0 = picture(seed: 1, shape: [3, 8, 8])
    var stream = RandomStream(seed: 1, "noise")
    let (xt, epsilon) = addNoise(to: x0, at: 500, schedule: schedule, using: &stream)
    #expect(xt == addNoise(to: x0, at: 500, schedule: schedule, epsilon: epsilon))
  }

  @Test func aCopyOfTheStreamDrawsTheSameNoise() {
    let x0 = picture(seed: 1, shape: [3, 8, 8])
    var first = RandomStream(seed: 1, "noise")
    var second = first
    let early = addNoise(to: x0, at: 10, schedule: schedule, using: &first).epsilon
    let late = addNoise(to: x0, at: 900, schedule: schedule, using: &second).epsilon
    #expect(early == late)
  }

  /// The squared weights add up to 1, so unit variance stays; the sample's own spread at 100,000
  /// values is about √(2 / 100,000) = 0.0045.
  @Test(arguments: [0, 250, 500, 750, 999])
  func unitVarianceStaysUnitVariance(t: Int) {
    var stream = RandomStream(seed: 3, "variance")
    let x0 = NDArray.randomNormal(shape: [100_000], using: &stream)
    let xt = addNoise(to: x0, at: t, schedule: schedule, using: &stream).xt
    let variance = (xt * xt).mean() - xt.mean() * xt.mean()
    #expect(abs(variance - 1) < 0.02)
  }

  /// By hand: ᾱ of one step with β = 0.36 is 0.64, so 0.8·x0 + 0.6·ε.
  @Test func theWeightsAreRootsOfTheShares() {
    let schedule = NoiseSchedule(betas: [0.36])
    let xt = addNoise(
      to: NDArray([1, -1], shape: [2]),
      at: 0,
      schedule: schedule,
      epsilon: NDArray([0, 2], shape: [2])
    )
    #expect(abs(xt.values[0] - 0.8) < 1e-6)
    #expect(abs(xt.values[1] - 0.4) < 1e-6)
  }

  /// By hand: 0.5 + 0.2·(-1) = 0.3 and 1 + 0.2·2 = 1.4, past the range and kept.
  @Test func gaussianCorruptionOnlyAdds() {
    let x = NDArray([0.5, 1], shape: [2])
    let epsilon = NDArray([-1, 2], shape: [2])
    let z = addNoise(to: x, sigma: 0.2, epsilon: epsilon)
    #expect(abs(z.values[0] - 0.3) < 1e-6)
    #expect(abs(z.values[1] - 1.4) < 1e-6)
    #expect(addNoise(to: x, sigma: 0, epsilon: epsilon) == x)
  }

  @Test func noiseOfAnotherShapeIsAProgrammerError() async {
    await #expect(processExitsWith: .failure) {
      let schedule = NoiseSchedule.linear(stepCount: 10)
      let x0 = NDArray([1, 2], shape: [2])
      _ = addNoise(to: x0, at: 0, schedule: schedule, epsilon: x0.reshaped([2, 1]))
    }
  }

  @Test func noiseOfNegativeStrengthIsAProgrammerError() async {
    await #expect(processExitsWith: .failure) {
      let x = NDArray([1], shape: [1])
      _ = addNoise(to: x, sigma: -0.1, epsilon: x)
    }
  }
}
