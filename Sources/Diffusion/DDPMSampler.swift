public import Arrays

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The sampler of denoising diffusion probabilistic models, on any falling list of timesteps.
///
/// From t to an earlier p, with A = ᾱₜ/ᾱₚ and B = 1 − A,
///
///     xₚ = √ᾱₚ·B/(1−ᾱₜ) · x0 + √A·(1−ᾱₚ)/(1−ᾱₜ) · xₜ + σ·z  (Ho et al. 2020, equation 7)
///
/// where x0 is the estimate of the clean picture. The last step leads to x0 itself, without noise where
/// it is that of timestep 0.
public struct DDPMSampler: Sendable {
  /// The noise that a step adds.
  public enum Variance: String, CaseIterable, Codable, Sendable {
    /// The variance of the true step from a picture that is known, (1−ᾱₚ)/(1−ᾱₜ)·B.
    case fixedSmall = "fixed_small"

    /// The variance of the true step from pictures of unit variance, B.
    case fixedLarge = "fixed_large"

    /// Between the logarithms of both, where the network says (Nichol and Dhariwal 2021, equation 15).
    case learnedRange = "learned_range"
  }

  /// The schedule by which pictures were noised.
  public let schedule: NoiseSchedule

  /// The timesteps, noisiest first.
  public let timesteps: [Int]

  /// How the noise of a step is found.
  public let variance: Variance

  /// How the estimate of the clean picture is bounded.
  public let bound: EstimateBound

  /// Creates a sampler.
  ///
  /// - Precondition: The timesteps fall and lie in `0..<schedule.stepCount`.
  public init(
    schedule: NoiseSchedule,
    timesteps: [Int],
    variance: Variance,
    bound: EstimateBound = .none
  ) {
    schedule.check(timesteps)
    self.schedule = schedule
    self.timesteps = timesteps
    self.variance = variance
    self.bound = bound
  }

  // snippet.ddpm-step
  // snippet.hide
  /// Takes a step.
  ///
  /// - Parameters:
  ///   - xt: The pictures at the step's timestep, `[N, C, H, W]`.
  ///   - prediction: The noise that is believed to be in them, and where the variance is learned its
  ///     place between the bounds.
  ///   - index: The place of the timestep in ``timesteps``.
  ///   - noise: Standard normal numbers of the shape of `xt`; timestep 0 takes none.
  /// - Returns: The pictures at the next timestep, and the bounded estimates of the clean ones.
  /// - Precondition: The shapes agree, and a learned variance is there.
  // snippet.show
  public func step(
    _ xt: NDArray,
    _ prediction: NoisePrediction,
    at index: Int,
    noise: NDArray
  ) -> (next: NDArray, estimate: NDArray) {
    let t = timesteps[index]
    let c = coefficients(at: index)
    let x0 = bound(cleanEstimate(xt: xt, epsilon: prediction.epsilon, at: t, schedule: schedule))
    let mean = c.estimate * x0 + c.current * xt
    guard t > 0 else { return (mean, x0) }
    return (mean + deviation(c, prediction.variance, shape: xt.shape) * noise, x0)
  }
  // snippet.end

  /// What a step is made of.
  public struct Coefficients: Hashable, Sendable {
    /// The shares of the estimate and of the picture as it is.
    public let estimate: Float
    public let current: Float

    /// The logarithms of the least and the greatest variance.
    public let leastLogVariance: Float
    public let greatestLogVariance: Float
  }

  // snippet.ddpm-weights
  // snippet.hide
  /// Returns what the step at a place of ``timesteps`` is made of.
  // snippet.show
  public func coefficients(at index: Int) -> Coefficients {
    let alphaBar = schedule.alphaBar(at: timesteps[index])
    let next =
      index + 1 < timesteps.count
      ? schedule.alphaBar(at: timesteps[index + 1]) : 1
    let alpha = alphaBar / next
    let beta = 1 - alpha
    let least = (1 - next) / (1 - alphaBar) * beta
    return Coefficients(
      estimate: next.squareRoot() * beta / (1 - alphaBar),
      current: alpha.squareRoot() * (1 - next) / (1 - alphaBar),
      leastLogVariance: log(max(least, 1e-20)),
      greatestLogVariance: log(beta)
    )
  }
  // snippet.end

  private func deviation(_ c: Coefficients, _ learned: NDArray?, shape: [Int]) -> NDArray {
    switch variance {
    case .fixedSmall: return NDArray(repeating: exp(c.leastLogVariance / 2), shape: shape)
    case .fixedLarge: return NDArray(repeating: exp(c.greatestLogVariance / 2), shape: shape)
    case .learnedRange:
      guard let learned else { preconditionFailure("the network says nothing of the variance") }
      return learned.map { place in
        let share = (place + 1) / 2
        return exp((share * c.greatestLogVariance + (1 - share) * c.leastLogVariance) / 2)
      }
    }
  }
}
