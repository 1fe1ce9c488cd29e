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
    let offset = try settings.number("steps_offset", default: 0)
    guard let steps = Int(exactly: offset), (0..<schedule.stepCount).contains(steps) else {
      throw settings.error("steps_offset", mustBe: "a timestep")
    }
    stepsOffset = steps
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
    let first = try settings.number("beta_start", default: 0.0001)
    let last = try settings.number("beta_end", default: 0.02)
    func evenly(from first: Double, to last: Double) -> [Double] {
      (0..<count).map { first + (last - first) * Double($0) / Double(max(1, count - 1)) }
    }
    let curve = try settings.choice(
      "beta_schedule",
      among: [
        "linear": Curve.linear, "scaled_linear": .scaledLinear, "squaredcos_cap_v2": .cosine,
      ],
      default: .linear
    )
    if curve == .cosine { return .cosine(stepCount: count) }
    for (key, value) in [("beta_start", first), ("beta_end", last)]
    where !(value > 0 && value < 1) {
      throw settings.error(key, mustBe: "between 0 and 1")
    }
    return NoiseSchedule(
      betas: curve == .linear
        ? evenly(from: first, to: last)
        : evenly(from: first.squareRoot(), to: last.squareRoot()).map { $0 * $0 }
    )
  }

  private enum Curve {
    case linear
    case scaledLinear
    case cosine
  }

  private static func bound(_ settings: Settings) throws(ModelError) -> EstimateBound {
    func positive(
      _ key: String,
      default standard: Double,
      atMost limit: Double
    ) throws(ModelError)
      -> Float
    {
      let value = try settings.number(key, default: standard)
      guard value > 0, value <= limit else {
        throw settings.error(key, mustBe: "above 0 and at most \(limit)")
      }
      return Float(value)
    }
    if try settings.flag("thresholding", default: false) {
      return .dynamicThreshold(
        ratio: try positive("dynamic_thresholding_ratio", default: 0.995, atMost: 1),
        maximum: try positive("sample_max_value", default: 1, atMost: 1e6)
      )
    }
    guard try settings.flag("clip_sample", default: true) else { return .none }
    return .clip(try positive("clip_sample_range", default: 1, atMost: 1e6))
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
