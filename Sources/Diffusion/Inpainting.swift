public import Arrays

// snippet.inpaint
// snippet.hide
/// Paints a part of pictures anew and leaves the rest as it is (Lugmayr et al. 2022, RePaint).
///
/// After each step what is to stay is put back, with the noise that belongs there by then. The two parts
/// know little of each other at first; with `repeats` a step is taken back and made again, so that the
/// new part can follow the old one.
///
/// - Parameters:
///   - original: The pictures, `[N, C, H, W]`, values in `-1...1`.
///   - mask: 1 where they are painted anew and 0 where they stay, of the same shape.
///   - sampler: How far a step goes, and where.
///   - repeats: How often each step is made, at least 1; the last one, which leaves no noise to begin again
///     from, is made once.
///   - model: Finds the noise.
///   - stream: The source of all noise.
/// - Returns: The pictures; where the mask is 0 exactly as they were.
/// - Throws: What `model` throws.
/// - Precondition: The mask has the shape of the pictures and no values but 0 and 1.
// snippet.show
public func inpaint(
  _ original: NDArray,
  mask: NDArray,
  by sampler: some ReverseSampler,
  repeats: Int = 1,
  predicting model: NoiseModel,
  using stream: inout RandomStream
) throws -> NDArray {
  // snippet.hide
  precondition(
    mask.shape == original.shape && mask.values.allSatisfy { $0 == 0 || $0 == 1 },
    "a mask of shape \(mask.shape) does not say of each value of \(original.shape) whether it stays"
  )
  precondition(repeats >= 1, "a step cannot be made \(repeats) times")
  let none = NDArray(repeating: 0, shape: original.shape)
  // snippet.show
  var xt = NDArray.randomNormal(shape: original.shape, using: &stream)
  for (index, t) in sampler.timesteps.enumerated() {
    let next = sampler.timesteps.dropFirst(index + 1).first
    for turn in 1...(next == nil ? 1 : repeats) {
      let prediction = try model(xt, t)
      let noise =
        sampler.addsNoise(at: index)
        ? NDArray.randomNormal(shape: xt.shape, using: &stream) : none
      xt = sampler.step(xt, prediction, at: index, noise: noise).next
      let kept = noised(original, at: next, sampler.schedule, &stream)
      xt = merged(xt, kept, by: mask)
      if turn < repeats, let next {
        xt = renoised(xt, from: next, to: t, sampler.schedule, &stream)
      }
    }
  }
  return xt
}
// snippet.end

/// Returns pictures with the noise of a timestep; behind the last one they have none.
private func noised(
  _ pictures: NDArray,
  at timestep: Int?,
  _ schedule: NoiseSchedule,
  _ stream: inout RandomStream
) -> NDArray {
  guard let timestep else { return pictures }
  return addNoise(to: pictures, at: timestep, schedule: schedule, using: &stream).xt
}

/// Returns one picture where the mask is 1 and another where it is 0, no sums of the two: those would
/// round.
private func merged(_ new: NDArray, _ old: NDArray, by mask: NDArray) -> NDArray {
  NDArray(
    mask.values.indices.map { mask.values[$0] == 1 ? new.values[$0] : old.values[$0] },
    shape: mask.shape
  )
}

/// Takes pictures from a timestep back to a noisier one: √A·x + √(1−A)·z with A = ᾱ(noisier)/ᾱ(less).
private func renoised(
  _ xt: NDArray,
  from less: Int,
  to noisier: Int,
  _ schedule: NoiseSchedule,
  _ stream: inout RandomStream
) -> NDArray {
  let share = schedule.alphaBar(at: noisier) / schedule.alphaBar(at: less)
  let noise = NDArray.randomNormal(shape: xt.shape, using: &stream)
  return share.squareRoot() * xt + (1 - share).squareRoot() * noise
}
