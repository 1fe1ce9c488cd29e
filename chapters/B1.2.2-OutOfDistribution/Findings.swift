import Arrays
import Datasets
import Diffusion
import Notebook
import Statistics

extension OutOfDistribution {
  /// What was found.
  public struct Findings: Codable, Sendable {
    /// The judge, which chapters downstream take from here.
    var judge: Judge

    /// Where the digits are from.
    var source: Digits.Source
    var setting: Setting

    /// The denoiser's hidden channels.
    var channels: Int
    var levels: [Level]

    /// What knowing all strengths costs at the denoiser's own.
    var control: Control

    /// The first test digit at the strengths that are shown.
    var shown: Strip

    /// The first test digits at strength 1.
    var gallery: Gallery
  }
}

/// The judge's weights, and how well it reads the test digits.
struct Judge: Codable, Sendable {
  var weights: Artifact
  var accuracy: Proportion
}

/// One strength of noise.
struct Level: Codable, Sendable {
  var sigma: Float

  /// The exercises as they are, and what the denoiser and the one that was trained on make of them.
  var noisy: Score
  var restored: Score
  var blind: Score

  /// How often a digit of each class, row by row, is read as each class once it is restored: 100
  /// counts.
  var confusion: [Int]

  /// Means over digits.
  struct Score: Codable, Sendable {
    /// The mean squared error.
    var error: SampleMean

    /// How many the judge reads as what they are.
    var readable: Proportion

    /// The mean brightness where the clean digit is exactly black.
    var background: Double
  }
}

/// The network that was trained on for as long as the one that knows all strengths, but at the
/// denoiser's own strength alone; measured there.
struct Control: Codable, Sendable {
  /// The mean squared error of each of the two networks.
  var error: SampleMean
  var blindError: SampleMean

  /// How much higher the error is of the network that knows all strengths, digit by digit.
  var cost: SampleMean
}

/// One digit at several strengths of noise.
struct Strip: Codable, Sendable {
  var label: Int
  var sigmas: [Float]

  /// `[n, 1, 28, 28]`.
  var noisy: NDArray
  var restored: NDArray
  var blind: NDArray

  /// PSNR of the restored ones in decibels.
  var peakSignalToNoise: [Double]
  var blindPeakSignalToNoise: [Double]
}

/// Some digits at strength 1.
struct Gallery: Codable, Sendable {
  var labels: [Int]

  /// What the judge reads in the restored ones, and how sure it is.
  var readings: [Int]

  /// `[n, 1, 28, 28]`.
  var clean: NDArray
  var noisy: NDArray
  var restored: NDArray
}
