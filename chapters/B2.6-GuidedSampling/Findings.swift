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

    /// The losses of the training with a schedule, and the trainings without.
    var curve: LossCurve
    var trainings: [ConstantTraining]
    var schedules: [ScheduledResult]

    /// The rows of ``grids`` by the averaged network of the last constant rate.
    var constantGrid: PictureSheet
    var ambigrams: Ambigrams
  }
}
