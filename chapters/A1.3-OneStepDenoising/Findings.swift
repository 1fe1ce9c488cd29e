import Arrays
import Datasets
import Diffusion
import Statistics

extension OneStepDenoising {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var isPainted: Bool
    var seed: Int

    /// The width and height of a picture in pixels.
    var side: Int

    /// The number of pictures that means are taken over, the campanile among them.
    var pictureCount: Int

    /// The campanile and the first painted pictures.
    var clean: PictureSheet
    var levels: [Level]
    var shown: [Shown]
    var ends: Ends

    /// One timestep: PSNRs in decibels, unclipped, over all pictures.
    struct Level: Codable, Sendable {
      var t: Int
      var alphaBar: Float
      var noisy: SampleMean
      var blur: SampleMean
      var linear: SampleMean
      var oneStep: SampleMean

      /// How much more the one step has than the best linear filter on the same picture.
      var gain: SampleMean

      /// The mean squared error of the estimate of the picture.
      var error: SampleMean

      /// How much detail the estimates have, as a share of the clean pictures'.
      var detail: SampleMean
    }

    /// One timestep's pictures.
    struct Shown: Codable, Sendable {
      var t: Int

      /// Of the campanile: noisy, best blur, best linear filter, one step; and their PSNRs.
      var campanile: PictureSheet
      var peaks: [Double]

      /// Of the painted pictures shown: noisy, and one step.
      var noisy: PictureSheet
      var oneStep: PictureSheet
    }

    /// Pictures that are compatible with one noisy picture.
    struct Ends: Codable, Sendable {
      /// The pictures, behind them their mean and the one step's estimate.
      var pictures: PictureSheet

      /// PSNRs against the clean picture: of the single pictures, of their mean, of the one step.
      var single: SampleMean
      var mean: Double
      var oneStep: Double

      /// PSNRs against the one step's estimate: of the single pictures, and of their mean.
      var singleAgreement: SampleMean
      var meanAgreement: Double

      /// The detail of the single pictures, of their mean and of the one step, as shares of the clean
      /// picture's.
      var singleDetail: Double
      var meanDetail: Double
      var oneStepDetail: Double
    }
  }
}

extension OneStepDenoising.Findings.Level {
  init(_ answers: Exam.Answers, _ exam: Exam) {
    let (linear, oneStep) = (exam.peaks(of: answers.linear), exam.peaks(of: answers.oneStep))
    let details = zip(
      amountOfDetail(in: answers.oneStep.clippedToShow),
      amountOfDetail(in: exam.clean)
    )
    self.init(
      t: answers.t,
      alphaBar: exam.schedule.alphaBar(at: answers.t),
      noisy: SampleMean(of: exam.peaks(of: answers.noisy)),
      blur: SampleMean(of: exam.peaks(of: answers.blur)),
      linear: SampleMean(of: linear),
      oneStep: SampleMean(of: oneStep),
      gain: SampleMean(of: zip(oneStep, linear).map { $0 - $1 }),
      error: SampleMean(of: exam.errors(of: answers.oneStep)),
      detail: SampleMean(of: details.map { $1 > 0 ? $0 / $1 : 1 })
    )
  }
}

extension OneStepDenoising.Findings.Shown {
  init(_ answers: Exam.Answers, _ exam: Exam) {
    let kinds = [answers.noisy, answers.blur, answers.linear, answers.oneStep]
    let painted = 1..<OneStepDenoising.shownCount + 1
    self.init(
      t: answers.t,
      campanile: PictureSheet(.joined(kinds.map { $0[0..<1] }), range: -1...1),
      peaks: kinds.map { exam.peaks(of: $0)[0] },
      noisy: PictureSheet(answers.noisy[painted], range: -1...1),
      oneStep: PictureSheet(answers.oneStep[painted], range: -1...1)
    )
  }
}

extension OneStepDenoising.Findings.Ends {
  /// - Parameters:
  ///   - ends: The compatible pictures, `[N, 3, S, S]`.
  ///   - estimate: The one step's, `[1, 3, S, S]`.
  ///   - clean: The picture that the noise was mixed into, `[1, 3, S, S]`.
  init(_ ends: NDArray, estimate: NDArray, clean: NDArray) {
    let rows = (0..<ends.shape[0]).map { ends[$0..<$0 + 1] }
    let mean = rows.dropFirst().reduce(rows[0], +) / Float(rows.count)
    func peak(_ picture: NDArray, _ other: NDArray) -> Double {
      peakSignalToNoise(picture, other, peak: 2)
    }
    let whole = max(amountOfDetail(in: clean)[0], 1e-9)
    func share(_ picture: NDArray) -> Double {
      amountOfDetail(in: picture.clippedToShow)[0] / whole
    }
    self.init(
      pictures: PictureSheet(.joined([ends, mean, estimate]), range: -1...1),
      single: SampleMean(of: rows.map { peak($0, clean) }),
      mean: peak(mean, clean),
      oneStep: peak(estimate, clean),
      singleAgreement: SampleMean(of: rows.map { peak($0, estimate) }),
      meanAgreement: peak(mean, estimate),
      singleDetail: rows.map(share).reduce(0, +) / Double(rows.count),
      meanDetail: share(mean),
      oneStepDetail: share(estimate)
    )
  }
}

extension NDArray {
  /// The pictures as they are shown, values clipped to `-1...1`.
  fileprivate var clippedToShow: NDArray { map { min(1, max(-1, $0)) } }
}
