import Arrays
import Datasets
import DigitModels
import Diffusion
import Statistics

/// What is needed to draw digits and to look at what came out: noise, classes, the judge, and real
/// digits to compare with.
struct Studio {
  let setting: GuidedSampling.Setting
  let real: RealDigits

  /// The noise that all drawings begin from, `[N, 1, 28, 28]`, and the digit wanted of each row: 0 to 9
  /// again and again.
  let noise: NDArray
  let labels: [Int]

  /// As many real digits in the same order of classes, where there are enough.
  let realDigits: NDArray

  init(_ setting: GuidedSampling.Setting, real: RealDigits, random: (String) -> RandomStream) {
    var stream = random("noise")
    let count = 10 * setting.perClass
    noise = .randomNormal(shape: [count, 1, 28, 28], using: &stream)
    labels = (0..<count).map { $0 % 10 }
    let places = Dictionary(grouping: 0..<real.digits.count) { real.digits.labels[$0] }
    realDigits = real.digits.images.rows(
      at: (0..<count).map { index in
        let own = places[index % 10] ?? [0]
        return own[index / 10 % own.count]
      }
    )
    self.setting = setting
    self.real = real
  }

  /// Draws all digits.
  func samples(by network: ClassTimeUNet, scale: Float) -> NDArray {
    samples(from: noise, labels: labels, by: network, scale: scale)
  }

  /// Draws rows of all ten digits, the ten of a row from one and the same noise.
  func rows(by network: ClassTimeUNet, scale: Float, count: Int) -> NDArray {
    let starts = (0..<10 * count).map { $0 / 10 }
    return samples(
      from: noise.rows(at: starts),
      labels: starts.indices.map { $0 % 10 },
      by: network,
      scale: scale
    )
  }

  private func samples(
    from noise: NDArray,
    labels: [Int],
    by network: ClassTimeUNet,
    scale: Float
  ) -> NDArray {
    followFlow(
      from: noise,
      stepCount: setting.stepCount,
      velocity: guidedField(
        labels: .oneHot(labels),
        scale: scale,
        velocity: network.velocity(at:time:labels:)
      )
    ).end
  }

  /// Draws all digits and measures them.
  func drawing(by network: ClassTimeUNet, scale: Float) -> Drawing {
    drawing(of: samples(by: network, scale: scale))
  }

  /// Measures digits in the order of ``labels``.
  func drawing(of samples: NDArray) -> Drawing {
    let judgement = real.judgement(of: samples)
    let shown = samples.map { min(1, max(0, $0)) }
    return Drawing(
      accuracy: judgement.accuracy(for: labels),
      isRight: zip(judgement.readings, labels).map { $0 == $1 },
      spreads: (0..<10).map { digit in
        let places = stride(from: digit, to: labels.count, by: 10)
        return meanPairwiseDistance(of: shown.rows(at: places))
      },
      frechetDistance: judgement.frechetDistance,
      beyond: Proportion(
        samples.values.count { $0 < -Drawing.margin || $0 > 1 + Drawing.margin },
        of: samples.count
      ).share
    )
  }
}

/// What was measured of a set of digits, ten classes of as many each.
struct Drawing: Codable, Sendable {
  /// How many the judge reads as the digit that was wanted.
  var accuracy: Proportion

  /// Which ones, so that drawings from the same noise can be compared one by one.
  var isRight: [Bool]

  /// The mean distance between two digits of a class, for each class.
  var spreads: [Double]

  /// From real digits, in the judge's features.
  var frechetDistance: Double

  /// The share of pixels that are below 0 or above 1 by more than ``margin``.
  var beyond: Double

  static let margin: Float = 0.05

  /// The mean of the classes' spreads.
  var spread: Double { spreads.reduce(0, +) / Double(spreads.count) }
}
