import Arrays
import Datasets
import Diffusion
import DigitModels
import Notebook
import Statistics

extension BetterFlow {
  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var setting: Setting

    /// The small budget, and what it leads to without any change.
    var base: Recipe
    var baseline: Candidate

    /// Each change alone.
    var trials: [Trial]

    /// The changes whose gain is above zero by more than chance, and what all of them together lead to.
    var chosen: [Change]
    var combination: Recipe

    /// On test digits: the base, the combination, and the network of B2.3.
    var tested: Tested

    /// How much lower the combination's loss is than that of the network of B2.3, line by line.
    var combinedGain: SampleMean

    /// Real digits in the place of samples.
    var real: SampleJudgement

    /// The networks that were measured on test digits.
    struct Tested: Codable, Sendable {
      var base: Examination
      var combination: Examination
      var earlier: Examination
    }
  }
}
