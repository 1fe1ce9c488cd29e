import Arrays
import Autodiff
import Datasets
import DigitModels
import NeuralNet
public import Notebook
import Statistics

/// Chapter B2.4: telling the flow which digit is wanted, and sometimes not telling it.
public struct ClassConditioning: Chapter {
  public static let section = Section("B2.4", "ClassConditioning")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of dropouts and fresh weights."),
    .integer("limit", default: 60_000, in: 32...60_000, "The most digits of a set that are used."),
  ]

  public static let data: [DataRequirement] = [.mnist]

  /// The number of digits in the batch shown.
  static let batchSize = 64

  /// The number of hidden channels, D, whose parameters are counted: the assignment's.
  static let channels = 64

  /// Creates the chapter.
  public init() {}

  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var seed: Int

    /// How many digits means and variances are computed from.
    var count: Int

    /// The mean of all digits, and of those of each class from 0 to 9.
    var means: PictureSheet

    /// The mean variance of a pixel over all digits, and over those of each class.
    var variance: Double
    var classVariances: [Double]

    /// The mean of ``classVariances``, each class weighed by its number of digits.
    var withinVariance: Double

    /// The classes of one batch as the network sees them, `[64, 10]`.
    var batch: NDArray

    /// How many classes were withheld over all digits.
    var withheld: Proportion

    /// The number of parameters of the network, and of its class and time blocks.
    var parameterCount: Int
    var classParameterCount: Int

    /// The mean size of a fresh class block's factors for the ten classes, and for none.
    var freshFactor: Double
    var freshFactorWithoutClass: Double
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let limit = min(context.integer("limit"), context.profile == .quick ? 10_000 : 60_000)
    let digits = try context.digits(.train, limit: limit)
    let classes = ClassMoments(of: digits.images, labels: digits.labels)
    var drops = context.random("dropout")
    let seen = NDArray.oneHot(digits.labels)
      .withRowsDropped(probability: classDropout, using: &drops)
    var weights = context.random("weights")
    let withTime = TimeUNet(channels: Self.channels, using: &weights)
    let unet = ClassTimeUNet(channels: Self.channels, using: &weights)
    func size(_ labels: NDArray) -> Double {
      Double(unet.gains(for: labels).bottleneck.map(\.magnitude).mean())
    }
    return Findings(
      source: digits.source,
      seed: context.integer("seed"),
      count: digits.count,
      means: PictureSheet(
        .joined([classes.mean.reshaped([1, 1, 28, 28]), classes.classMeans])
      ),
      variance: classes.variance,
      classVariances: classes.classVariances,
      withinVariance: classes.withinClassVariance,
      batch: seen[0..<min(Self.batchSize, digits.count)],
      withheld: Proportion(
        (0..<digits.count).count { seen[$0].values.allSatisfy { $0 == 0 } },
        of: digits.count
      ),
      parameterCount: unet.parameterCount,
      classParameterCount: unet.parameterCount - withTime.parameterCount,
      freshFactor: size(.oneHot(Array(0..<10))),
      freshFactorWithoutClass: size(NDArray(repeating: 0, shape: [1, 10]))
    )
  }
}
