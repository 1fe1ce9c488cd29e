import Arrays
import Diffusion
import TestSupport
import Testing

@Suite struct CosineTransformTests {
  @Test func theTransformIsARotation() {
    var stream = RandomStream(seed: 1, "rotation")
    let picture = NDArray.randomNormal(shape: [3, 8, 8], using: &stream)
    let transform = CosineTransform(side: 8)
    let waves = transform.forward(picture)
    expectClose(transform.inverse(waves), picture, absolute: 1e-5)
    #expect(abs((waves * waves).mean() - (picture * picture).mean()) < 1e-5)
  }

  /// Expected value: a plain surface is the first wave alone, with weight `side` times its level.
  @Test func aPlainSurfaceIsOneWave() {
    let waves = CosineTransform(side: 4).forward(NDArray(repeating: 0.5, shape: [1, 4, 4]))
    var expected = [Float](repeating: 0, count: 16)
    expected[0] = 2
    expectClose(waves, NDArray(expected, shape: [1, 4, 4]), absolute: 1e-6)
  }

  /// What the page claims: with mirrored edges a Gaussian blur only scales each wave.
  @Test func aBlurScalesEachWave() {
    var stream = RandomStream(seed: 2, "diagonal")
    let transform = CosineTransform(side: 8)
    let picture = NDArray.randomNormal(shape: [1, 8, 8], using: &stream)
    let other = NDArray.randomNormal(shape: [1, 8, 8], using: &stream)
    func gains(_ picture: NDArray) -> [Float] {
      let before = transform.forward(picture)
      let after = transform.forward(gaussianBlur(picture, sigma: 1.2, kernelSize: 9))
      return zip(after.values, before.values).map { $0 / $1 }
    }
    expectClose(
      NDArray(gains(picture), shape: [64]),
      NDArray(gains(other), shape: [64]),
      absolute: 2e-4
    )
  }
}

@Suite struct RadialFilterTests {
  /// The filter minimises the expected error among all radial ones, so no change of a gain helps.
  @Test(arguments: [0.3, 0.7] as [Float])
  func noOtherGainHasALowerExpectedError(alphaBar: Float) {
    let power: [Float] = [10, 4, 1, 0.2, 0.05, 0.01, 0, 0, 0]
    let filter = RadialFilter(power: power, rings: Rings(side: 6), alphaBar: alphaBar)
    func expectedError(_ gain: Float, _ power: Float) -> Float {
      let kept = gain * alphaBar.squareRoot() - 1
      return kept * kept * power + gain * gain * (1 - alphaBar)
    }
    for (gain, power) in zip(filter.gains, power) {
      for step in [-0.05, 0.05] as [Float] {
        #expect(expectedError(gain, power) <= expectedError(gain + step, power))
      }
    }
  }

  @Test func withoutNoiseThePictureComesBack() {
    var stream = RandomStream(seed: 3, "identity")
    let picture = NDArray.randomNormal(shape: [3, 6, 6], using: &stream)
    let rings = Rings(side: 6)
    let power = [Float](repeating: 1, count: rings.count)
    let filter = RadialFilter(power: power, rings: rings, alphaBar: 1)
    expectClose(filter.denoise(picture), picture, absolute: 1e-5)
  }
}
