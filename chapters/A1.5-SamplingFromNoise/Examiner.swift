import Arrays
import Datasets
import Diffusion
import PretrainedModels
import Statistics

/// The judge, with real photographs to compare with.
struct Examiner {
  private let judge: SceneJudge

  /// The judge's features of real photographs, `[M, F]`.
  private let reference: NDArray

  init(judge: SceneJudge, reference: NDArray) {
    self.judge = judge
    self.reference = judge.features(of: reference)
  }

  func verdict(on pictures: NDArray) -> Verdict {
    let readings = judge.read(pictures)
    return Verdict(
      counts: PaintedSubject.allCases.map { subject in readings.count { $0.subject == subject } },
      photographs: Proportion(readings.count { $0.medium == .photograph }, of: readings.count),
      sure: Proportion(readings.count { $0.confidence >= Verdict.confidence }, of: readings.count),
      distance: KernelDistance(of: judge.features(of: pictures), from: reference),
      detail: SampleMean(of: amountOfDetail(in: pictures.map { min(1, max(-1, $0)) }))
    )
  }
}

/// What the judge says of a set of pictures.
struct Verdict: Codable, Sendable {
  /// How many are read as each subject, in the order of all.
  var counts: [Int]

  /// How many are read as photographs.
  var photographs: Proportion

  /// How many subjects are read with a probability of at least ``confidence``.
  var sure: Proportion

  /// How far they are from real photographs, in the judge's features.
  var distance: KernelDistance
  var detail: SampleMean

  static let confidence: Float = 0.9
}
