import Arrays
import Datasets
import Diffusion
public import Notebook
import PretrainedModels
import Statistics

/// Chapter A1.9: pictures that show one thing from near and another from afar.
public struct HybridImages: Chapter {
  public static let section = Section("A1.9", "HybridImages")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."), .model,
    .embeddings, .judge, .guidance(default: 7),
  ]

  /// What is to be seen from afar, and from near.
  static let pairs: [HybridPair] = [
    HybridPair(.lithograph, far: .skull, near: .waterfall),
    HybridPair(.oilPainting, far: .oldMan, near: .village),
  ]

  /// The widths of the blur that are compared, for pictures of 64 pixels.
  static let sigmas: [Float] = [1, 2, 4]

  /// The width whose pictures are shown.
  static let shownSigma: Float = 2
  static let shownCount = 4

  /// Returns the taps of a blur of a width in pixels: 33, or as many more as a larger picture's needs.
  static func kernelSize(for sigma: Float) -> Int { max(33, BlurSearch.kernelSize(for: sigma)) }

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let studio = HybridStudio(
      model: try context.model(),
      judge: try context.judge(),
      guidanceScale: context.guidanceScale,
      random: { context.random("noise of picture \($0)") }
    )
    let isQuick = context.profile == .quick
    var trials: [HybridTrial] = []
    for sigma in Self.sigmas {
      let isShown = sigma == Self.shownSigma
      for pair in Self.pairs {
        let total = Self.sigmas.count * Self.pairs.count
        context.progress(Double(trials.count) / Double(total), "\(pair.name), σ = \(sigma)")
        trials.append(
          try studio.trial(pair, sigma: sigma, count: isQuick ? (isShown ? 4 : 2) : 50)
        )
      }
    }
    return Findings(
      seed: context.integer("seed"),
      side: studio.model.side,
      guidanceScale: context.guidanceScale,
      stepCount: studio.sampler.timesteps.count,
      trials: trials,
      paintedFar: Self.sigmas.map { studio.control(\.far, sigma: $0) },
      paintedNear: studio.control(\.near, sigma: 0)
    )
  }
}
