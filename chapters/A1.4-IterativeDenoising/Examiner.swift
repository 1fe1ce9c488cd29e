import Arrays
import Datasets
import Diffusion
import PretrainedModels
import Statistics

/// What measures pictures that were made of clean ones.
struct Examiner {
  private let subjects: [PaintedSubject]
  private let clean: NDArray
  private let judge: SceneJudge

  /// The judge's features of other real pictures, `[M, F]`.
  private let reference: NDArray

  /// - Parameters:
  ///   - subjects: What the clean pictures show.
  ///   - clean: The clean pictures, `[N, 3, S, S]`.
  ///   - others: Other real pictures, at least three.
  ///   - judge: The trained judge.
  init(subjects: [PaintedSubject], clean: NDArray, others: NDArray, judge: SceneJudge) {
    self.subjects = subjects
    self.clean = clean
    self.judge = judge
    reference = judge.features(of: others)
  }

  func entry(_ name: String, _ pictures: NDArray) -> Contest.Entry {
    let errors = subjects.indices.map { meanSquaredError(pictures[$0], clean[$0]) }
    let readings = judge.read(pictures)
    let shares = zip(
      amountOfDetail(in: pictures.map { min(1, max(-1, $0)) }),
      amountOfDetail(in: clean)
    )
    return Contest.Entry(
      name: name,
      // The clean pictures themselves have no error, and no finite PSNR.
      peak: SampleMean(
        of: errors.map { peakSignalToNoise(meanSquaredError: max($0, 1e-10), peak: 2) }
      ),
      error: SampleMean(of: errors),
      distance: KernelDistance(of: judge.features(of: pictures), from: reference),
      recognised: Proportion(
        zip(readings, subjects).count { $0.subject == $1 },
        of: subjects.count
      ),
      detail: SampleMean(of: shares.map { $1 > 0 ? $0 / $1 : 1 })
    )
  }
}
