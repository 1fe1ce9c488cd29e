import Arrays
import Datasets
import Diffusion
import Notebook
import Statistics

extension PureNoise {
  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var setting: Setting

    /// The loss of each step, `[steps]`.
    var losses: NDArray
    var outcome: Outcome
  }
}

/// What the networks answer to noise, and what they could have answered.
struct Outcome: Codable, Sendable {
  /// Of the digits that the network learnt from: the mean variance of a pixel, and the same around the
  /// mean of each digit's class.
  var pixelVariance: Double
  var withinClassVariance: Double

  /// The mean and the median digit, `[1, 28, 28]`, and the mean of each class, `[10, 1, 28, 28]`.
  var mean: NDArray
  var median: NDArray
  var classMeans: NDArray

  /// The first draws of noise, `[n, 1, 28, 28]`.
  var noise: NDArray

  /// The networks after each epoch, trained by squared error, and those trained by absolute error.
  var networks: [Network]
  var absolute: [Network]

  /// The mean and the median digit as answers to everything.
  var meanAnswer: Score
  var medianAnswer: Score

  /// A network's answers to many draws of noise.
  struct Network: Codable, Sendable {
    /// The answers to the first draws, `[n, 1, 28, 28]`.
    var shown: NDArray

    /// The answers as answers to test digits that have nothing to do with them.
    var score: Score

    /// The mean squared error between an answer and the mean digit, and the median one.
    var distanceToMean: Double
    var distanceToMedian: Double

    /// The mean variance of a pixel from answer to answer.
    var variance: Double
  }

  /// Means over test digits.
  struct Score: Codable, Sendable {
    var squaredError: SampleMean
    var absoluteError: SampleMean
  }
}
