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

  /// DDIM draws no noise, so what the loop draws for the part that stays shifts nothing.
  @Test func aMaskOfOnesIsPlainSampling() throws {
    let ddim = DDIMSampler(schedule: sampler.schedule, timesteps: sampler.timesteps)
    var stream = RandomStream(seed: 1, "inpainting")
    var copy = stream
    let start = NDArray.randomNormal(shape: original.shape, using: &copy)
    let plain = try iterativeDenoise(
      start,
      by: ddim,
      predicting: model,
      drawing: { _ in preconditionFailure("DDIM takes no noise") }
    )
    let everywhere = try inpaint(
      original,
      mask: NDArray(repeating: 1, shape: original.shape),
      by: ddim,
      predicting: model,
      using: &stream
    )
    #expect(everywhere == plain)
  }

  /// The last step leads to pictures without noise: from those nothing can be begun again.
  @Test func allStepsButTheLastAreRepeated() throws {
    var calls: [Int: Int] = [:]
    var stream = RandomStream(seed: 1, "inpainting")
    _ = try inpaint(
      original,
      mask: NDArray(repeating: 1, shape: original.shape),
      by: sampler,
      repeats: 3,
      predicting: { xt, t in
        calls[t, default: 0] += 1
        return model(xt, t)
      },
      using: &stream
    )
    #expect(calls[0] == 1)
    #expect(sampler.timesteps.dropLast().allSatisfy { calls[$0] == 3 })
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
