import Arrays
import Datasets
import DigitModels
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

    /// How much a pixel varies over digits, and over digits of one class: the least losses at time 0.
    var variance: Double
    var withinClassVariance: Double
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

/// The losses of two networks on the same lines.
struct Comparison: Codable, Sendable {
  /// Without classes; told the class; the same network told none.
  var without: FlowLosses.Summary
  var told: FlowLosses.Summary
  var untold: FlowLosses.Summary

  /// What the class is worth on each line, ``untold`` less ``told``: one network, asked twice.
  var gap: FlowLosses.Summary

  init(without: FlowLosses, told: FlowLosses, untold: FlowLosses) {
    (self.without, self.told, self.untold) = (without.summary, told.summary, untold.summary)
    gap = (untold - told).summary
  }
}
