public import Arrays

/// The sampler of denoising diffusion implicit models, which needs fewer steps and no noise.
///
///     xₚ = √ᾱₚ·x0 + √(1−ᾱₚ−σ²)·ε + σ·z  (Song, Meng and Ermon 2021, equation 12)
///
/// with σ² = η²·(1−ᾱₚ)/(1−ᾱₜ)·(1−ᾱₜ/ᾱₚ). As in diffusers, ε is what the network said even where the
/// estimate x0 was bounded.
public struct DDIMSampler: Sendable {
  /// The schedule by which pictures were noised.
  public let schedule: NoiseSchedule

  /// The timesteps, noisiest first.
  public let timesteps: [Int]

  /// How the estimate of the clean picture is bounded.
  public let bound: EstimateBound

  /// How much noise a step adds: 0 none, 1 as much as ``DDPMSampler/Variance/fixedSmall``.
  public let eta: Float

  /// How many timesteps a step leads down; `nil` where it leads to the next of ``timesteps``.
  public let stride: Int?

  /// ᾱ behind timestep 0.
  private let finalAlphaBar: Float

  /// Creates a sampler.
  ///
  /// - Parameters:
  ///   - schedule: The schedule by which pictures were noised.
  ///   - timesteps: Where it steps, falling.
  ///   - bound: How the estimate of the clean picture is bounded.
  ///   - eta: How much noise a step adds, at least 0.
  ///   - stride: How many timesteps a step leads down, wherever the next one begins; by default it leads
  ///     there. diffusers takes the schedule's length over the number of steps, rounded down, which is
  ///     the same for leading timesteps alone.
  ///   - endsClean: Whether the last step leads to a picture without noise; otherwise it keeps that of
  ///     timestep 0.
  /// - Precondition: The timesteps fall and lie in `0..<schedule.stepCount`, and the stride is at least 1.
  public init(
    schedule: NoiseSchedule,
    timesteps: [Int],
    bound: EstimateBound = .none,
    eta: Float = 0,
    stride: Int? = nil,
    endsClean: Bool = true
  ) {
    schedule.check(timesteps)
    precondition(eta >= 0, "a step cannot add a share of \(eta) of the noise")
    precondition(stride ?? 1 >= 1, "a step cannot lead \(stride ?? 1) timesteps down")
    self.schedule = schedule
    self.timesteps = timesteps
    self.bound = bound
    self.eta = eta
    self.stride = stride
    finalAlphaBar = endsClean ? 1 : schedule.alphaBar(at: 0)
  }

  // snippet.ddim-step
  // snippet.hide
  /// Takes a step.
  ///
  /// - Parameters:
  ///   - xt: The pictures at the step's timestep, `[N, C, H, W]`.
  ///   - prediction: The noise that is believed to be in them.
  ///   - index: The place of the timestep in ``timesteps``.
  ///   - noise: Standard normal numbers of the shape of `xt`; nothing is taken of them where ``eta`` is 0.
  /// - Returns: The pictures at the next timestep, and the bounded estimates of the clean ones.
  /// - Precondition: The shapes agree.
  // snippet.show
  public func step(
    _ xt: NDArray,
    _ prediction: NoisePrediction,
    at index: Int,
    noise: NDArray
  ) -> (next: NDArray, estimate: NDArray) {
    let t = timesteps[index], epsilon = prediction.epsilon
    let alphaBar = schedule.alphaBar(at: t), next = nextAlphaBar(after: index)
    let variance = (1 - next) / (1 - alphaBar) * (1 - alphaBar / next)
    let deviation = eta * max(variance, 0).squareRoot()
    let x0 = bound(
      cleanEstimate(xt: xt, epsilon: epsilon, at: t, schedule: schedule)
    )
    let direction = max(1 - next - deviation * deviation, 0).squareRoot()
    let mean = next.squareRoot() * x0 + direction * epsilon
    return (eta == 0 ? mean : mean + deviation * noise, x0)
  }
  // snippet.end

  private func nextAlphaBar(after index: Int) -> Float {
    let following = index + 1 < timesteps.count ? timesteps[index + 1] : -1
    let next = stride.map { timesteps[index] - $0 } ?? following
    return next >= 0 ? schedule.alphaBar(at: next) : finalAlphaBar
  }
}
