import Arrays
import Datasets
import Diffusion
public import Notebook
import Statistics

/// Chapter B1.2: clean digits under noise of growing strength, the denoiser's exercises.
public struct NoisingProcess: Chapter {
  public static let section = Section("B1.2", "NoisingProcess")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."),
    .integer("count", default: 1000, in: 10...10_000, "How many digits are measured."),
  ]

  public static let data: [DataRequirement] = [.mnist]

  /// The strengths of noise shown, in pixel units.
  static let sigmas: [Float] = [0, 0.2, 0.4, 0.5, 0.6, 0.8, 1]

  /// The number of digits shown: the first of the set, not picked.
  static let shownCount = 6

  /// Creates the chapter.
  public init() {}

  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var digitCount: Int
    var seed: Int

    /// The digits shown, `[6, 1, 28, 28]`, values in `0...1`; their classes; the noise of each.
    var shown: NDArray
    var labels: [Int]
    var epsilons: NDArray

    /// The mean square of a digit's pixels, over all digits.
    var power: Double

    /// The share of pixels that are exactly black, over all digits.
    var blackShare: Double
    var levels: [Level]

    /// One strength of noise.
    struct Level: Codable, Sendable {
      var sigma: Float

      /// The digits shown, with noise, not clipped, `[6, 1, 28, 28]`.
      var images: NDArray

      /// PSNR of all digits with noise, in decibels; `nil` without noise, where it is infinite.
      var peakSignalToNoise: SampleMean?

      /// The same after clipping to `0...1`.
      var clipped: SampleMean?

      /// How many noisy digits are closer to their own clean digit than to any other.
      var foundCount: Int
    }
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let count = context.integer("count")
    let digits = try context.digits(.test, limit: count)
    var stream = context.random("noise")
    let epsilons = NDArray.randomNormal(shape: digits.images.shape, using: &stream)
    let search = NearestDigit(digits: digits.images, epsilons: epsilons)

    return Findings(
      source: digits.source,
      digitCount: digits.count,
      seed: context.integer("seed"),
      shown: Self.first(of: digits.images),
      labels: Array(digits.labels.prefix(Self.shownCount)),
      epsilons: Self.first(of: epsilons),
      power: Double((digits.images * digits.images).mean()),
      blackShare: Double(digits.images.values.count { $0 == 0 }) / Double(digits.images.count),
      levels: Self.sigmas.map { sigma in
        let noisy = addNoise(to: digits.images, sigma: sigma, epsilon: epsilons)
        return Findings.Level(
          sigma: sigma,
          images: Self.first(of: noisy),
          peakSignalToNoise: Self.summary(of: noisy, clean: digits.images),
          clipped: Self.summary(of: noisy.map { min(1, max(0, $0)) }, clean: digits.images),
          foundCount: search.foundCount(sigma: sigma)
        )
      }
    )
  }

  private static func first(of images: NDArray) -> NDArray {
    NDArray(Array(images.values.prefix(shownCount * 28 * 28)), shape: [shownCount, 1, 28, 28])
  }

  /// Returns the PSNR of a set of pictures, or `nil` where they are the clean ones.
  private static func summary(of noisy: NDArray, clean: NDArray) -> SampleMean? {
    guard noisy != clean else { return nil }
    return SampleMean(
      of: (0..<clean.shape[0]).map { peakSignalToNoise(noisy[$0], clean[$0], peak: 1) }
    )
  }
}
