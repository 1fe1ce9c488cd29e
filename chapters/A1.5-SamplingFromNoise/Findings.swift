import Datasets
import Diffusion
import Statistics

extension SamplingFromNoise {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var seed: Int

    /// The width and height of a picture in pixels.
    var side: Int

    /// The number of timesteps of the full loop, and of that for the pictures that are measured.
    var timestepCount: Int
    var wideTimestepCount: Int

    /// Pictures of the full loop, with and without fresh noise, from the same noise.
    var ddpm: PictureSheet
    var ddim: PictureSheet

    /// PSNRs between pictures of both, in decibels: from the same noise, and from different noise.
    var likeness: SampleMean
    var strangeness: SampleMean

    /// The pictures that are measured.
    var samples: PictureSheet
    var drawn: Verdict

    /// As many real photographs.
    var real: Verdict

    /// The number of other real photographs that both are compared with.
    var referenceCount: Int
    var strips: Strips
    var decisions: [Decision]

    /// The estimates of the first samples on their way, step by step.
    struct Strips: Codable, Sendable {
      var timesteps: [Int]
      var estimates: PictureSheet
    }

    /// How many estimates at a timestep are read as the finished picture is.
    struct Decision: Codable, Sendable {
      var t: Int
      var agreeing: Proportion

      /// The share that agrees when estimates are held against the finished pictures of all other samples.
      var chance: Double
    }
  }
}
