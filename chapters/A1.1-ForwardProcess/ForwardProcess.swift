import Arrays
import Datasets
import Diffusion
import Drawing
import Foundation
public import Notebook
import Plotting
import Statistics

/// Chapter A1.1: what a clean picture looks like part-way through the forward process.
public struct ForwardProcess: Chapter {
  public static let section = Section("A1.1", "ForwardProcess")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."),
    .file("image", "A PNG in place of the painted campanile."),
  ]

  /// The timesteps shown, each in `0..<1000`; a larger one is noisier.
  static let timesteps = [250, 500, 750]

  /// Creates the chapter.
  public init() {}

  /// What was found.
  public struct Findings: Codable, Sendable {
    /// The picture as the model sees it, `[3, 64, 64]`, values in `-1...1`.
    var clean: NDArray

    /// The noise that all levels share, `[3, 64, 64]`.
    var epsilon: NDArray

    /// The picture at 256 by 256 pixels, a PNG file.
    var large: Data
    var isPainted: Bool
    var seed: Int
    var levels: [Level]

    /// The picture at the last level, its 8 by 8 blocks averaged and divided by √ᾱ, `[3, 8, 8]`.
    var blocks: NDArray

    /// The clean picture's own averages, `[3, 8, 8]`.
    var cleanBlocks: NDArray
    var cosine: Curve
    var linear: Curve

    /// One point of the forward process.
    struct Level: Codable, Sendable {
      var t: Int

      /// The picture with noise, `[3, 64, 64]`.
      var image: NDArray

      /// The variance of its values.
      var variance: Double

      /// Its correlation with the clean picture.
      var correlation: Double

      /// As much noise for as much picture, but added without scaling the picture down.
      var onlyAdded: NDArray
      var onlyAddedVariance: Double
    }

    /// One schedule at each of its timesteps.
    struct Curve: Codable, Sendable {
      var alphaBars: [Float]
      var signalToNoise: [Float]

      init(_ schedule: NoiseSchedule) {
        alphaBars = schedule.alphasCumprod
        signalToNoise = (0..<schedule.stepCount).map { schedule.signalToNoise(at: $0) }
      }
    }
  }

  public func compute(in context: ChapterContext) throws -> Findings {
    let path = context.file("image")
    func picture(side: Int) throws -> NDArray {
      try path.map { try Photograph.load(path: $0, side: side) }
        ?? Photograph.array(of: Campanile.paint(side: side), side: side)
    }
    let clean = try picture(side: 64)
    let schedule = NoiseSchedule.cosine(stepCount: 1000)
    var epsilon = NDArray(repeating: 0, shape: clean.shape)

    let levels = Self.timesteps.map { t in
      // A fresh copy of the stream, so that every level draws the same noise.
      var stream = context.random("noise")
      let noised = addNoise(to: clean, at: t, schedule: schedule, using: &stream)
      epsilon = noised.epsilon
      let onlyAdded = noised.xt / schedule.alphaBar(at: t).squareRoot()
      return Findings.Level(
        t: t,
        image: noised.xt,
        variance: variance(of: noised.xt),
        correlation: correlation(of: noised.xt, and: clean),
        onlyAdded: onlyAdded,
        onlyAddedVariance: variance(of: onlyAdded)
      )
    }
    return Findings(
      clean: clean,
      epsilon: epsilon,
      large: Data(PNG.encode(Bitmap(array: try picture(side: 256)))),
      isPainted: path == nil,
      seed: context.integer("seed"),
      levels: levels,
      blocks: blockMeans(of: levels[levels.count - 1].onlyAdded, block: 8),
      cleanBlocks: blockMeans(of: clean, block: 8),
      cosine: Findings.Curve(schedule),
      linear: Findings.Curve(.linear(stepCount: 1000))
    )
  }
}
