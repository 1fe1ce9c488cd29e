public import Arrays

// snippet.iterative-denoise
// snippet.hide
/// Denoises pictures a little at a time.
///
/// - Parameters:
///   - start: The pictures with the noise of the first timestep taken, `[N, C, H, W]`.
///   - first: The place of that timestep among the sampler's; 0 is pure noise.
///   - sampler: How far a step goes, and where.
///   - model: Finds the noise.
///   - draw: Returns standard normal numbers of a shape, for a step that adds noise.
///   - onStep: Is told of each step.
/// - Returns: The pictures without noise.
/// - Throws: What `model` and `onStep` throw.
/// - Precondition: `first` is the place of a timestep.
// snippet.show
public func iterativeDenoise(
  _ start: NDArray,
  from first: Int = 0,
  by sampler: some ReverseSampler,
  predicting model: NoiseModel,
  drawing draw: (_ shape: [Int]) -> NDArray,
  onStep: (DenoisingStep) throws -> Void = { _ in }
) throws -> NDArray {
  // snippet.hide
  precondition(
    sampler.timesteps.indices.contains(first),
    "there is no timestep \(first) among \(sampler.timesteps.count)"
  )
  let none = NDArray(repeating: 0, shape: start.shape)
  // snippet.show
  var xt = start
  for index in first..<sampler.timesteps.count {
    let prediction = try model(xt, sampler.timesteps[index])
    let noise = sampler.addsNoise(at: index) ? draw(xt.shape) : none
    let (next, estimate) =
      sampler.step(xt, prediction, at: index, noise: noise)
    // snippet.hide
    try onStep(DenoisingStep(index: index, xt: xt, next: next, estimate: estimate))
    // snippet.show
    xt = next
  }
  return xt
}
// snippet.end

// snippet.image-to-image
// snippet.hide
/// Makes pictures more likely: gives them the noise of a timestep, and denoises them from there (Meng et
/// al. 2022, SDEdit).
///
/// - Parameters:
///   - pictures: `[N, C, H, W]`, values in `-1...1`.
///   - first: The place of the timestep among the sampler's: the smaller, the more noise, and the less
///     is left of the pictures.
///   - sampler: How far a step goes, and where.
///   - model: Finds the noise.
///   - stream: The source of the noise: first that which the pictures are given, then that of the steps.
/// - Returns: The pictures that came of them.
/// - Throws: What `model` throws.
// snippet.show
public func imageToImage(
  _ pictures: NDArray,
  from first: Int,
  by sampler: some ReverseSampler,
  predicting model: NoiseModel,
  using stream: inout RandomStream
) throws -> NDArray {
  let noised = addNoise(
    to: pictures,
    at: sampler.timesteps[first],
    schedule: sampler.schedule,
    using: &stream
  )
  return try iterativeDenoise(
    noised.xt,
    from: first,
    by: sampler,
    predicting: model,
    drawing: { .randomNormal(shape: $0, using: &stream) }
  )
}
// snippet.end
