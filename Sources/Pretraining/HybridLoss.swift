import Arrays
public import Autodiff
public import Diffusion

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The loss of a network that estimates noise and, beside it, where the variance of a step lies.
///
///     w(t)·‖ε̂ − ε‖²  +  λ·KL(true step, estimated step)
///
/// The first term is the squared error of Ho et al. 2020. Its weight makes the error of the clean picture
/// count as SNR does, between two bounds: the upper one is min-SNR's (Hang et al. 2023); the lower one is
/// there because at high noise, where hardly anything of the picture is left, its mean colour would be
/// learned last of all. The second term trains the variance alone (Nichol and Dhariwal 2021, section
/// 3.1): no gradient flows through the mean.
public struct HybridLoss: Sendable {
  /// What the loss needs to know of one timestep.
  struct Step {
    /// The weight of the squared error.
    let weight: Float

    /// The logarithms of the least and of the greatest variance of a step.
    let logLeast: Float
    let logMost: Float

    /// How far the mean of the step moves for each unit that ε is wrong by.
    let slip: Float

    let isLast: Bool
  }

  /// The share of the second term.
  static let varianceShare: Float = 0.1

  /// A little below the SNR of timestep 980, the first of fifty; what is noisier weighs no more.
  static let leastRatio = 7.6e-4

  let steps: [Step]

  /// The roots of ᾱ and of 1 − ᾱ at each timestep.
  let signals: [Float]
  let noises: [Float]

  /// Creates the loss of a schedule.
  ///
  /// - Parameters:
  ///   - schedule: How much noise each timestep carries.
  ///   - bounds: Between which the weight of the clean picture's error follows SNR.
  public init(schedule: NoiseSchedule, bounds: ClosedRange<Double> = 0.03...5) {
    var bars: [Double] = []
    for beta in schedule.betas { bars.append((bars.last ?? 1) * (1 - Double(beta))) }
    signals = bars.map { Float($0.squareRoot()) }
    noises = bars.map { Float((1 - $0).squareRoot()) }
    steps = schedule.betas.enumerated().map { t, beta in
      let (beta, bar) = (Double(beta), bars[t])
      // The first step leaves nothing uncertain; it is given the least variance of the second.
      let place = max(1, t)
      let least = Double(schedule.betas[place]) * (1 - bars[place - 1]) / (1 - bars[place])
      // Near the end SNR falls by powers of ten, and a weight that followed it would drown all others.
      let ratio = max(bar / (1 - bar), Self.leastRatio)
      return Step(
        weight: Float(min(max(ratio, bounds.lowerBound), bounds.upperBound) / ratio),
        logLeast: Float(log(least)),
        logMost: Float(log(beta)),
        slip: Float(beta / ((1 - bar) * (1 - beta)).squareRoot()),
        isLast: t == 0
      )
    }
  }

  /// Computes the loss of a batch.
  ///
  /// - Parameters:
  ///   - output: What the network says, `[N, 6, H, W]`: ε̂, and behind it the place of the variance's
  ///     logarithm between its bounds, -1 to 1.
  ///   - epsilon: The noise, `[N, 3, H, W]`.
  ///   - timesteps: The timestep of each picture.
  /// - Returns: A scalar.
  /// - Precondition: The shapes fit, and each timestep belongs to the schedule.
  public func callAsFunction(_ output: Tensor, epsilon: Tensor, timesteps: [Int]) -> Tensor {
    let shape = epsilon.shape
    precondition(
      shape.count == 4 && output.shape == [shape[0], 2 * shape[1]] + shape[2...]
        && timesteps.count == shape[0],
      "an output of shape \(output.shape) and \(timesteps.count) timesteps do not fit noise of shape"
        + " \(shape)"
    )
    let channels = shape[1]
    let size = shape[2] * shape[3]
    let share = 1 / Float(epsilon.count)
    let slopes = Storage(count: output.count)
    let losses = Storage(count: shape[0])
    let (said, truth) = (output.storage, epsilon.storage)
    unsafeParallelFor(shape[0]) { image in
      let step = steps[timesteps[image]]
      var total: Float = 0
      for pixel in image * size..<(image + 1) * size {
        for channel in 0..<channels {
          let place = 2 * channels * pixel + channel
          let difference = said.start[place] - truth.start[channels * pixel + channel]
          let (bound, slope) = step.bound(
            at: said.start[place + channels],
            squaredError: difference * difference
          )
          total += step.weight * difference * difference + Self.varianceShare * bound
          slopes.start[place] = 2 * step.weight * difference * share
          slopes.start[place + channels] = Self.varianceShare * slope * share
        }
      }
      losses.start[image] = total
    }
    let sum = (0..<shape[0]).reduce(Float(0)) { $0 + losses.start[$1] }
    return scalar(
      sum * share,
      of: output,
      gradient: Tensor(shape: output.shape, storage: slopes)
    )
  }
}

extension HybridLoss.Step {
  /// Returns the divergence of a step whose variance lies at a place between its bounds, and its
  /// derivative with respect to the place.
  func bound(at place: Float, squaredError: Float) -> (value: Float, slope: Float) {
    let range = logMost - logLeast
    let logVariance = logLeast + (place + 1) / 2 * range
    let ratio = isLast ? 0 : exp(logLeast - logVariance)
    let slips = slip * slip * squaredError * exp(-logVariance)
    let value = 0.5 * (logVariance - logLeast - 1 + ratio + slips)
    return (value, 0.25 * range * (1 - ratio - slips))
  }
}
