import Arrays
import Datasets
import DigitModels
import Diffusion
import Notebook
import Statistics

extension FlowSampling {
  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var setting: Setting

    /// The epochs after which networks were kept.
    var epochs: [Int]

    /// The first samples of each network, all from the same noise.
    var grids: [PictureSheet]

    /// What the judge makes of each network's samples, and of test digits in their place.
    var judgements: [SampleJudgement]
    var real: SampleJudgement
    var strips: Strips

    /// For each of ``FlowSampling/velocityTimes`` a point, the velocity found, the one wanted and their
    /// difference; −2 is black and 2 is white.
    var velocities: PictureSheet

    /// Over the samples of the last network.
    var straightness: SampleMean
    var lengthRatio: SampleMean
    var solvers: SolverStudy

    /// How many samples the judge is sure of, for each of ``Setting/judgedSteps``.
    var steps: [Proportion]
    var memory: Memory

    /// Samples on their way.
    struct Strips: Codable, Sendable {
      /// The times shown.
      var times: [Double]

      /// At each time the points of the samples, and where they seem to end.
      var points: PictureSheet
      var estimates: PictureSheet

      init(_ path: FlowPath) {
        let last = path.stepCount
        let steps = Array(stride(from: 0, to: last, by: max(1, last / 10)))
        times = steps.map { Double($0) / Double(last) } + [1]
        points = PictureSheet(.joined(steps.map { path.points[$0] } + [path.end]))
        // At time 1 nothing is left to go.
        estimates = PictureSheet(
          .joined(steps.map { path.cleanEstimate(atStep: $0) } + [path.end])
        )
      }
    }
  }
}
