public import Diffusion

/// How pictures were noised and are to be sampled: what `scheduler/scheduler_config.json` says.
public struct SchedulerConfiguration: Sendable {
  /// The file.
  let path: String

  /// The schedule of the noise.
  public let schedule: NoiseSchedule

  /// Which timesteps are visited, and what is added to each.
  public let spacing: TimestepSpacing
  public let stepsOffset: Int

  /// How the estimate of the clean picture is bounded.
  public let bound: EstimateBound

  /// How the noise of a DDPM step is found.
  public let variance: DDPMSampler.Variance

  /// Whether DDIM's last step leads to a picture without noise.
  public let setAlphaToOne: Bool

  /// Reads the file.
  ///
  /// - Throws: ``ModelError`` when it cannot be read, or asks for what this package does not have: the
  ///   sentence names the key.
  public init(path: String) throws(ModelError) {
    try self.init(Settings(path: path))
  }

  init(_ settings: Settings) throws(ModelError) {
    path = settings.path
    try settings.require("prediction_type", .text("epsilon"))
    try settings.require("rescale_betas_zero_snr", .flag(false))
    schedule = try Self.schedule(settings)
    spacing = try settings.choice(
      "timestep_spacing",
      among: ["leading": .leading, "linspace": .linspace, "trailing": .trailing],
      default: .leading
    )
    stepsOffset = try settings.count("steps_offset", from: 0, default: 0)
    bound = try Self.bound(settings)
    variance = try settings.choice(
      "variance_type",
      among: [
        "fixed_small": .fixedSmall, "fixed_large": .fixedLarge, "learned_range": .learnedRange,
      ],
      default: .fixedSmall
    )
    setAlphaToOne = try settings.flag("set_alpha_to_one", default: true)
  }

  private static func schedule(_ settings: Settings) throws(ModelError) -> NoiseSchedule {
    guard settings["trained_betas"] == nil else {
      throw settings.error("trained_betas", mustBe: "null")
    }
    let count = try settings.count("num_train_timesteps", default: 1000)
    let isCosine = try settings.choice(
      "beta_schedule",
      among: ["linear": false, "squaredcos_cap_v2": true],
      default: false
    )
    if isCosine { return .cosine(stepCount: count) }
    guard count >= 2 else { throw settings.error("num_train_timesteps", mustBe: "at least 2") }
    let first = try settings.positive("beta_start", default: 0.0001, atMost: 0.999)
    let last = try settings.positive("beta_end", default: 0.02, atMost: 0.999)
    guard first <= last else { throw settings.error("beta_end", mustBe: "beta_start or more") }
    return .linear(stepCount: count, betas: first...last)
  }

  private static func bound(_ settings: Settings) throws(ModelError) -> EstimateBound {
    if try settings.flag("thresholding", default: false) {
      return .dynamicThreshold(
        ratio: Float(
          try settings.positive("dynamic_thresholding_ratio", default: 0.995, atMost: 1)
        ),
        maximum: Float(try settings.positive("sample_max_value", default: 1))
      )
    }
    guard try settings.flag("clip_sample", default: true) else { return .none }
    return .clip(Float(try settings.positive("clip_sample_range", default: 1)))
  }

  /// Returns the timesteps of a number of steps, noisiest first.
  ///
  /// - Throws: ``ModelError`` when the schedule has not as many.
  public func timesteps(count: Int) throws(ModelError) -> [Int] {
    let total = schedule.stepCount
    let isLate = spacing == .leading && (count - 1) * (total / max(1, count)) + stepsOffset >= total
    guard (1...total).contains(count), !isLate else {
      throw ModelError(
        path: path,
        message: "its \(total) timesteps, with an offset of \(stepsOffset), cannot be sampled in "
          + "\(count) steps"
      )
    }
    return spacing.timesteps(count: count, of: total, offset: stepsOffset)
  }
}
