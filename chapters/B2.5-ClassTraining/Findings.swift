import Arrays
import Datasets
import DigitModels
import Diffusion
import NeuralNet
import Notebook

extension ClassTraining {
  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var seed: Int

    /// How many test digits losses are measured on.
    var testCount: Int

    /// The training; chapters downstream take the networks from here.
    var flow: Flow
    var timeOnly: TimeOnly
    var variance: ClassVariance
    var comparison: Comparison

    /// Where one digit's line seems to end, a row for each of ``ClassTraining/shownTimes``: told no
    /// class, then each of the ten.
    var views: PictureSheet
    var shownLabel: Int

    /// The factors at the bottom of the U for the ten classes, `[10, 2D]`.
    var gains: NDArray

    /// A training and what came of it.
    struct Flow: Codable, Sendable {
      var channels: Int
      var digitCount: Int
      var plan: TrainingPlan
      var curve: LossCurve

      /// The mean loss of the last hundred batches.
      var finalLoss: Double
      var snapshots: [Snapshot]

      /// The averaged network after the last epoch.
      var average: Artifact
    }

    /// The network after an epoch.
    struct Snapshot: Codable, Sendable {
      var epoch: Int
      var network: Artifact
    }

    /// The training without classes, for comparison.
    struct TimeOnly: Codable, Sendable {
      var curve: LossCurve
      var finalLoss: Double
    }
  }
}

/// How much a pixel varies over digits, and over digits of one class: the least losses at time 0.
struct ClassVariance: Codable, Sendable {
  var all: Double
  var within: Double

  init(of digits: Digits) {
    func variance(_ images: NDArray) -> Double {
      let count = images.shape[0], size = images.count / count
      var sums = [Double](repeating: 0, count: size)
      for (place, value) in images.values.enumerated() { sums[place % size] += Double(value) }
      var sum = 0.0
      for (place, value) in images.values.enumerated() {
        let deviation = Double(value) - sums[place % size] / Double(count)
        sum += deviation * deviation
      }
      return sum / Double(images.count)
    }
    all = variance(digits.images)
    let places = Dictionary(grouping: digits.labels.indices) { digits.labels[$0] }
    within =
      places.sorted { $0.key < $1.key }.reduce(0) { sum, places in
        sum + variance(digits.images.rows(at: places.value)) * Double(places.value.count)
      } / Double(digits.count)
  }
}

/// The losses of two networks on the same lines, by time and over uniform times.
struct Comparison: Codable, Sendable {
  /// At each of ``ClassTraining/times``: without classes; told the class; the same network told none.
  var without: [SampleMean]
  var told: [SampleMean]
  var untold: [SampleMean]

  /// What the class is worth on each line, ``untold`` less ``told``: one network, asked twice.
  var gap: [SampleMean]

  /// Over uniform times.
  var meanWithout: SampleMean
  var meanTold: SampleMean
  var meanUntold: SampleMean
  var meanGap: SampleMean

  init(without: [[Double]], told: [[Double]], untold: [[Double]]) {
    let gap = zip(untold, told).map { zip($0, $1).map { $0 - $1 } }
    func byTime(_ losses: [[Double]]) -> [SampleMean] { losses.map { SampleMean(of: $0) } }
    func mean(_ losses: [[Double]]) -> SampleMean {
      let inside = losses.dropFirst().dropLast()
      return SampleMean(
        of: losses[0].indices.map { line in
          inside.reduce(0) { $0 + $1[line] } / Double(inside.count)
        }
      )
    }
    (self.without, self.told, self.untold) = (byTime(without), byTime(told), byTime(untold))
    self.gap = byTime(gap)
    (meanWithout, meanTold, meanUntold) = (mean(without), mean(told), mean(untold))
    meanGap = mean(gap)
  }
}
