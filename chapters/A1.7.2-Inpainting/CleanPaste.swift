import Arrays
import Diffusion

// snippet.clean-paste
// snippet.hide
/// The mistake: a sampler that puts back the clean picture after each step, where the picture with the
/// noise of that timestep belongs.
// snippet.show
struct CleanPaste<Sampler: ReverseSampler>: ReverseSampler {
  let sampler: Sampler
  let original: NDArray
  let mask: NDArray

  var schedule: NoiseSchedule { sampler.schedule }
  var timesteps: [Int] { sampler.timesteps }

  func addsNoise(at index: Int) -> Bool { sampler.addsNoise(at: index) }

  func step(
    _ xt: NDArray,
    _ prediction: NoisePrediction,
    at index: Int,
    noise: NDArray
  ) -> (next: NDArray, estimate: NDArray) {
    let (next, estimate) = sampler.step(xt, prediction, at: index, noise: noise)
    let kept = original
    return (mask * next + mask.map { 1 - $0 } * kept, estimate)
  }
}
// snippet.end

/// Paints parts of pictures anew in the wrong way, from the noise that ``Diffusion/inpaint`` begins with.
func inpaintPastingClean(
  _ original: NDArray,
  mask: NDArray,
  by sampler: some ReverseSampler,
  predicting model: NoiseModel,
  using stream: RandomStream
) throws -> NDArray {
  var stream = stream
  return try iterativeDenoise(
    .randomNormal(shape: original.shape, using: &stream),
    by: CleanPaste(sampler: sampler, original: original, mask: mask),
    predicting: model,
    drawing: { .randomNormal(shape: $0, using: &stream) }
  )
}
