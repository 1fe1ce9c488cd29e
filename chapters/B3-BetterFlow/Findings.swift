import Arrays
import Datasets
import DigitModels
import Diffusion
import Notebook

extension BetterFlow {
  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var setting: Setting

    /// The small budget, and what it leads to without any change.
    var base: Recipe
    var baseline: Examination

    /// Each change alone.
    var trials: [Trial]

    /// The changes whose gain is above zero by more than chance, and all of them together.
    var chosen: [Change]
    var combination: Recipe
    var combined: Examination
    var combinedGain: SampleMean

    /// The network of B2.3.
    var earlier: Examination

    /// As many training digits.
    var real: SampleJudgement
  }
}
