import Arrays
import Diffusion
import TestSupport
import Testing

@Suite struct InpaintingTests {
  private let sampler = DDPMSampler(
    schedule: .cosine(stepCount: 1000),
    timesteps: Array(stride(from: 990, through: 0, by: -90)),
    variance: .fixedSmall
  )
  private let original = normal([1, 3, 8, 8], "original")

  /// Finds a third of what it sees.
  private func model(_ xt: NDArray, _ t: Int) -> NoisePrediction {
    NoisePrediction(epsilon: xt / 3)
  }

  private func inpainted(_ mask: NDArray, repeats: Int = 1) throws -> NDArray {
    var stream = RandomStream(seed: 1, "inpainting")
    return try inpaint(
      original,
      mask: mask,
      by: sampler,
      repeats: repeats,
      predicting: model,
      using: &stream
    )
  }

  @Test(arguments: [1, 3])
  func aMaskOfZerosGivesTheOriginal(repeats: Int) throws {
    let mask = NDArray(repeating: 0, shape: original.shape)
    #expect(try inpainted(mask, repeats: repeats) == original)
  }

  /// The loop draws noise for what stays as well, so the sampler is handed a stream that draws alike.
  @Test func aMaskOfOnesIsPlainSampling() throws {
    var stream = RandomStream(seed: 1, "inpainting")
    var xt = NDArray.randomNormal(shape: original.shape, using: &stream)
    for (index, t) in sampler.timesteps.enumerated() {
      let noise = NDArray.randomNormal(shape: xt.shape, using: &stream)
      xt = sampler.step(xt, model(xt, t), at: index, noise: noise).next
      if t > 0 { _ = NDArray.randomNormal(shape: xt.shape, using: &stream) }
    }
    #expect(try inpainted(NDArray(repeating: 1, shape: original.shape)) == xt)
  }

  @Test(arguments: [1, 4])
  func nothingChangesOutsideTheMask(repeats: Int) throws {
    let mask = NDArray(
      original.values.indices.map { $0 % 8 < 3 ? 1 : 0 },
      shape: original.shape
    )
    let result = try inpainted(mask, repeats: repeats)
    for (place, inside) in mask.values.enumerated() {
      #expect((result.values[place] == original.values[place]) == (inside == 0))
    }
  }
}
