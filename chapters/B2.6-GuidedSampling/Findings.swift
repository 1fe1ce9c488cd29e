import Arrays
import Datasets
import DigitModels
import NeuralNet
import Notebook

extension GuidedSampling {
  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var setting: Setting

    /// The training of B2.5.
    var channels: Int
    var digitCount: Int
    var plan: TrainingPlan
    var epochs: [Int]

    /// Rows of all ten digits by the networks after ``epochs``, from the same noise.
    var grids: [PictureSheet]

    /// One row of all ten digits for each of ``GuidedSampling/scales``, from the same noise.
    var scaleRows: PictureSheet

    /// Measured for each of ``GuidedSampling/scales``, and of real digits.
    var sweep: [Drawing]
    var real: Drawing

    /// The losses of the training with a schedule, and the training at a constant rate, the schedule's
    /// geometric mean.
    var curve: LossCurve
    var constant: TrainedClassFlow

    /// Of the two trainings, with the last weights and with the averaged ones.
    var results: Results

    /// The study of rules on a smaller budget.
    var rules: [RuleResult]

    /// The number of test digits that losses are measured on.
    var lossCount: Int

    /// The rows of ``grids`` by the averaged network of the constant rate.
    var constantGrid: PictureSheet
    var ambigrams: Ambigrams

    /// What the two trainings of the whole budget came to.
    struct Results: Codable, Sendable {
      var schedule: ClassResult
      var scheduleAveraged: ClassResult
      var constant: ClassResult
      var constantAveraged: ClassResult
    }
  }
}
