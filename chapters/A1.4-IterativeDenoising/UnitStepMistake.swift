import Arrays
import Diffusion

/// The loop with the mistake that is most easily made: the weights of a step of one timestep, in steps
/// of many.
///
/// All else is that of the right sampler, its noise too.
struct UnitStepMistake: ReverseSampler {
  let right: DDPMSampler

  var schedule: NoiseSchedule { right.schedule }
  var timesteps: [Int] { right.timesteps }

  func addsNoise(at index: Int) -> Bool { right.addsNoise(at: index) }

  func step(
    _ xt: NDArray,
    _ prediction: NoisePrediction,
    at index: Int,
    noise: NDArray
  ) -> (next: NDArray, estimate: NDArray) {
    let (next, x0) = right.step(xt, prediction, at: index, noise: noise)
    let (good, bad) = (right.coefficients(at: index), weights(at: index))
    let shift = (bad.estimate - good.estimate) * x0 + (bad.current - good.current) * xt
    return (next + shift, x0)
  }

  /// Returns the weights with α and β of a single timestep.
  func weights(at index: Int) -> (estimate: Float, current: Float) {
    let t = timesteps[index]
    let next = index + 1 < timesteps.count ? schedule.alphaBar(at: timesteps[index + 1]) : 1
    let left = 1 - schedule.alphaBar(at: t)
    return (
      next.squareRoot() * schedule.betas[t] / left,
      schedule.alphas[t].squareRoot() * (1 - next) / left
    )
  }
}
