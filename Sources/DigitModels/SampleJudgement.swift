public import Arrays
public import Statistics

/// What the judge makes of a set of drawn digits, whose truth nobody knows.
public struct SampleJudgement: Codable, Sendable {
  /// The digit that each sample is read as.
  public let readings: [Int]

  /// How many samples are read with a probability of at least ``confidence``.
  public let confident: Proportion

  /// The Fréchet distance of the samples from real digits, in the judge's features.
  ///
  /// It is small for samples that are like real digits and as various. Compare with real digits of the
  /// same number; it is not the FID, whose features are another network's.
  public let frechetDistance: Double

  /// What counts as confident: the probability of the most likely digit.
  public static let confidence: Float = 0.9

  /// Judges samples as they are shown, with values clipped to `0...1`.
  ///
  /// - Parameters:
  ///   - samples: `[N, 1, 28, 28]`, at least two.
  ///   - judge: The trained classifier.
  ///   - reference: The moments of real digits' features.
  public init(of samples: NDArray, by judge: DigitClassifier, against reference: FeatureMoments) {
    let shown = samples.map { min(1, max(0, $0)) }
    let probabilities = judge.probabilities(of: shown)
    let rows = (0..<shown.shape[0]).map { probabilities[$0].values }
    readings = probabilities.argmax()
    confident = Proportion(
      rows.count { ($0.max() ?? 0) >= Self.confidence },
      of: rows.count
    )
    frechetDistance = Statistics.frechetDistance(
      FeatureMoments(of: judge.features(of: shown)),
      reference
    )
  }

  /// How many samples are read as each of the ten digits.
  public var counts: [Int] { (0..<10).map { digit in readings.count { $0 == digit } } }

  /// How many samples are read as the digits that they were to be.
  ///
  /// - Precondition: There is a label for each sample.
  public func accuracy(for labels: [Int]) -> Proportion {
    precondition(
      labels.count == readings.count,
      "\(labels.count) labels do not fit \(readings.count) samples"
    )
    return Proportion(zip(readings, labels).count { $0 == $1 }, of: labels.count)
  }
}
