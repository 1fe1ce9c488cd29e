import Arrays
import Datasets
import Diffusion
import Notebook
import Statistics

extension DenoiserTraining {
  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var setting: Setting
    var training: Training
    var outcome: Outcome
  }
}

/// What the networks, and what stands beside them, make of the test digits.
struct Outcome: Codable, Sendable {
  /// The mean variance of a pixel over the training digits: the error of their mean.
  var pixelVariance: Double

  /// The exercises themselves, the best linear denoiser, and the networks of the snapshots.
  var noisy: Score
  var linear: Score
  var networks: [Score]

  /// The last network on as many of the digits that it was trained on, with noise of their own.
  var onTrainingDigits: Score

  var ink: Ink
  var shown: Pictures

  /// The test digits with the greatest errors.
  var worst: Pictures

  /// Means over digits.
  struct Score: Codable, Sendable {
    /// The mean squared error.
    var error: SampleMean

    /// PSNR in decibels.
    var peakSignalToNoise: SampleMean
  }
}

/// How the error is shared between the ground and the strokes.
struct Ink: Codable, Sendable {
  /// The share of pixels that are not exactly black, in `0...1`.
  var pixelShare: Double

  /// The share of the squared error that lies on them.
  var errorShare: Double

  init(_ estimates: NDArray, clean: NDArray) {
    var (pixels, error, total) = (0, 0.0, 0.0)
    for (estimate, value) in zip(estimates.values, clean.values) {
      let difference = Double(estimate) - Double(value)
      total += difference * difference
      guard value > 0 else { continue }
      pixels += 1
      error += difference * difference
    }
    pixelShare = Double(pixels) / Double(clean.count)
    errorShare = error / total
  }
}

/// Some digits, clean, noisy and denoised.
struct Pictures: Codable, Sendable {
  /// The places of the digits in the test set, and what they show.
  var places: [Int]
  var labels: [Int]

  /// `[n, 1, 28, 28]`.
  var clean: NDArray
  var noisy: NDArray

  /// The estimates of each network.
  var estimates: [NDArray]

  init(_ places: [Int], clean: Digits, noisy: NDArray, estimates: [NDArray]) {
    self.places = places
    labels = places.map { clean.labels[$0] }
    self.clean = clean.images.rows(at: places)
    self.noisy = noisy.rows(at: places)
    self.estimates = estimates.map { $0.rows(at: places) }
  }
}
