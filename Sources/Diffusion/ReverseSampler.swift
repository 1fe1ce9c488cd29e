public import Arrays

/// Takes pictures step by step from noise to what they show; the noise itself it is told.
public protocol ReverseSampler: Sendable {
  /// The schedule by which pictures were noised.
  var schedule: NoiseSchedule { get }

  /// The timesteps, noisiest first.
  var timesteps: [Int] { get }

  /// Takes a step.
  ///
  /// - Parameters:
  ///   - xt: The pictures at the step's timestep, `[N, C, H, W]`.
  ///   - prediction: What a network says of them.
  ///   - index: The place of the timestep in ``timesteps``.
  ///   - noise: Standard normal numbers of the shape of `xt`; where a step adds none, they are not used.
  /// - Returns: The pictures at the next timestep, behind the last one without noise, and the estimates
  ///   of the clean ones.
  func step(
    _ xt: NDArray,
    _ prediction: NoisePrediction,
    at index: Int,
    noise: NDArray
  ) -> (next: NDArray, estimate: NDArray)

  /// Returns whether the step at a place of ``timesteps`` adds noise.
  func addsNoise(at index: Int) -> Bool
}

extension DDPMSampler: ReverseSampler {
  public func addsNoise(at index: Int) -> Bool { timesteps[index] > 0 }
}

extension DDIMSampler: ReverseSampler {
  public func addsNoise(at index: Int) -> Bool { eta > 0 }
}

/// A model as the loops see it: what noise it finds in pictures, `[N, C, H, W]`, at a timestep.
public typealias NoiseModel = (_ xt: NDArray, _ timestep: Int) throws -> NoisePrediction

/// What a loop has come to after one of its steps.
public struct DenoisingStep: Sendable {
  /// The place of the timestep among the sampler's.
  public let index: Int

  /// The pictures that the step began with, `[N, C, H, W]`, and those that it led to.
  public let xt: NDArray
  public let next: NDArray

  /// The clean pictures that it believed in.
  public let estimate: NDArray
}
