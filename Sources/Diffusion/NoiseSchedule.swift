#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much noise each timestep of a diffusion process carries.
///
/// Step t of T keeps the share αₜ = 1 − βₜ of the variance that it was handed and fills the rest with
/// fresh noise. The products ᾱₜ = α₀·α₁·…·αₜ are what a picture keeps *since the start*; they are all
/// that the forward process needs, because a sum of normal noises is one normal noise. Running
/// products are taken in double precision and rounded once.
public struct NoiseSchedule: Equatable, Sendable {
  /// The variance of the noise that each step adds, in `0..<1`; `betas[t]` belongs to timestep t.
  public let betas: [Float]

  /// The share of the variance that each step keeps, 1 − β, in `(0, 1]`.
  public let alphas: [Float]

  /// The share of the clean picture's variance left at each timestep, ᾱ, in `(0, 1]`, falling.
  public let alphasCumprod: [Float]

  /// ᾱ / (1 − ᾱ) of each timestep, from the double precision products.
  private let signalToNoiseRatios: [Float]

  /// Creates a schedule from the noise variance of each of its steps.
  ///
  /// - Precondition: There is at least one step, and each variance lies in `0..<1`.
  public init(betas: [Double]) {
    precondition(!betas.isEmpty, "a noise schedule needs at least one step")
    precondition(
      betas.allSatisfy { (0..<1).contains($0) },
      "the noise variances of a schedule lie in 0..<1, not in \(betas.min() ?? 0)...\(betas.max() ?? 0)"
    )
    var product = 1.0
    let products = betas.map { beta in
      product *= 1 - beta
      return product
    }
    self.betas = betas.map { Float($0) }
    alphas = betas.map { Float(1 - $0) }
    alphasCumprod = products.map { Float($0) }
    signalToNoiseRatios = products.map { Float($0 / (1 - $0)) }
  }

  /// The number of timesteps; they are counted from 0, the least noisy.
  public var stepCount: Int { betas.count }

  /// Returns ᾱ, the share of the clean picture's variance left at `timestep`, in `(0, 1]`.
  ///
  /// - Precondition: `timestep` lies in `0..<stepCount`.
  public func alphaBar(at timestep: Int) -> Float { alphasCumprod[checked(timestep)] }

  /// Returns ᾱ / (1 − ᾱ), the power of the picture over that of the noise, not in decibels.
  ///
  /// It presumes a picture of unit variance, as the literature does.
  ///
  /// - Precondition: `timestep` lies in `0..<stepCount`.
  public func signalToNoise(at timestep: Int) -> Float { signalToNoiseRatios[checked(timestep)] }

  private func checked(_ timestep: Int) -> Int {
    precondition(
      (0..<stepCount).contains(timestep),
      "timestep \(timestep) is outside 0..<\(stepCount)"
    )
    return timestep
  }

  /// Ends the program unless there are timesteps, they fall, and all belong to the schedule.
  func check(_ timesteps: [Int]) {
    precondition(
      !timesteps.isEmpty && zip(timesteps, timesteps.dropFirst()).allSatisfy(>)
        && timesteps.allSatisfy { (0..<stepCount).contains($0) },
      "timesteps \(timesteps) do not fall within 0..<\(stepCount)"
    )
  }
}

extension NoiseSchedule {
  /// Returns the linear schedule, whose β rises evenly.
  ///
  /// Source: Ho, Jain and Abbeel 2020, section 4, whose β rises from 0.0001 to 0.02.
  ///
  /// - Parameters:
  ///   - stepCount: The number of timesteps, at least 2.
  ///   - betas: The first and the last β.
  /// - Returns: The schedule.
  /// - Precondition: There are two steps at least, and each β lies in `0..<1`.
  public static func linear(
    stepCount: Int,
    betas: ClosedRange<Double> = 0.0001...0.02
  ) -> NoiseSchedule {
    precondition(stepCount >= 2, "a linear schedule needs at least two steps, not \(stepCount)")
    let (first, last) = (betas.lowerBound, betas.upperBound)
    return NoiseSchedule(
      betas: (0..<stepCount).map { t in
        first + (last - first) * Double(t) / Double(stepCount - 1)
      }
    )
  }

  /// Returns the cosine schedule (Nichol and Dhariwal 2021, section 3.2), which DeepFloyd IF uses.
  ///
  /// ᾱ follows a squared cosine from 1 to 0, and β is capped at 0.999 so that the last step does not
  /// wipe everything out. The numbers are those of diffusers' `squaredcos_cap_v2`:
  ///
  ///     curve(u) = cos²((u + 0.008) / 1.008 · π / 2),  βₜ = min(1 − curve((t+1)/T) / curve(t/T), 0.999)
  ///
  /// - Precondition: `stepCount` is at least 1.
  public static func cosine(stepCount: Int) -> NoiseSchedule {
    precondition(stepCount >= 1, "a cosine schedule needs at least one step, not \(stepCount)")
    func curve(_ step: Int) -> Double {
      let u = Double(step) / Double(stepCount)
      let cosine = cos((u + 0.008) / 1.008 * .pi / 2)
      return cosine * cosine
    }
    return NoiseSchedule(
      betas: (0..<stepCount).map { t in min(1 - curve(t + 1) / curve(t), 0.999) }
    )
  }
}
