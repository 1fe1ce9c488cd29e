import Arrays
import Datasets
import Diffusion
import PretrainedModels
import Statistics

/// What the judge makes of the estimates while many pictures are drawn, batch by batch.
struct Way {
  private let timesteps: [Int]
  private var readings: [[PaintedSubject]]
  private var frames: [NDArray] = []

  init(timesteps: [Int]) {
    self.timesteps = timesteps
    readings = [[PaintedSubject]](repeating: [], count: timesteps.count)
  }

  /// Looks at the estimates of a step.
  mutating func pass(_ step: DenoisingStep, judge: SceneJudge) {
    readings[step.index] += judge.read(step.estimate).map(\.subject)
    // The samples whose ways are shown are those of the first batch.
    if frames.count < timesteps.count {
      frames.append(step.estimate[0..<SamplingFromNoise.stripCount])
    }
  }

  /// The estimates of the first samples, step by step.
  var strips: SamplingFromNoise.Findings.Strips {
    SamplingFromNoise.Findings.Strips(
      timesteps: timesteps,
      estimates: PictureSheet(.joined(frames), range: -1...1)
    )
  }

  /// Returns, for each step, how many of its estimates are read as what the finished pictures are.
  func decisions(for finished: [SceneReading]) -> [SamplingFromNoise.Findings.Decision] {
    zip(timesteps, readings).map { t, subjects in
      let agreeing = zip(subjects, finished).count { $0 == $1.subject }
      let pairs = subjects.reduce(0) { sum, subject in
        sum + finished.count { $0.subject == subject }
      }
      return SamplingFromNoise.Findings.Decision(
        t: t,
        agreeing: Proportion(agreeing, of: finished.count),
        chance: Double(pairs - agreeing) / Double(finished.count * (finished.count - 1))
      )
    }
  }
}
