public import Arrays
public import Datasets
public import Statistics

/// Test digits in two halves: one that stands beside samples, and one that both are measured against.
///
/// What is compared with the reference must not be part of it, or it would be too near.
public struct RealDigits {
  /// The digits that stand beside samples, the first half.
  public let digits: Digits

  /// The judge, and the moments of its features over the second half.
  public let judge: DigitClassifier
  public let reference: FeatureMoments

  /// The number of digits in the reference.
  public let referenceCount: Int

  /// Shares test digits out.
  ///
  /// - Parameters:
  ///   - test: At least four digits.
  ///   - judge: The trained classifier.
  public init(_ test: Digits, judge: DigitClassifier) {
    let half = test.count / 2
    digits = Digits(
      images: test.images[0..<half],
      labels: Array(test.labels.prefix(half)),
      source: test.source
    )
    self.judge = judge
    reference = FeatureMoments(of: judge.features(of: test.images[half..<test.count]))
    referenceCount = test.count - half
  }

  /// Judges samples, `[N, 1, 28, 28]`, at least two.
  public func judgement(of samples: NDArray) -> SampleJudgement {
    SampleJudgement(of: samples, by: judge, against: reference)
  }

  /// Judges real digits in the place of samples: as many, or all where there are not so many.
  public func realJudgement(count: Int) -> SampleJudgement {
    judgement(of: digits.images[0..<min(count, digits.count)])
  }
}
