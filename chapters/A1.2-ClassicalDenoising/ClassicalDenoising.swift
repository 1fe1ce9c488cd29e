import Arrays
import Datasets
import Diffusion
public import Notebook

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Chapter A1.2: how far smoothing alone removes noise, and how far any linear filter could.
public struct ClassicalDenoising: Chapter {
  public static let section = Section("A1.2", "ClassicalDenoising")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of the noise."),
    .file("image", "A PNG in place of the painted campanile."),
  ]

  /// The timesteps whose pictures are shown.
  static let shownTimesteps = [250, 500, 750]

  /// The timesteps that are measured, among them the shown ones.
  static let timesteps = Array(stride(from: 0, to: 1000, by: 25))

  /// The widths that are searched, in pixels: 96 from 0.2 to 20, each 5 % above the one before.
  static let sigmas = (0..<96).map { index in
    Float(pow(100, Double(index) / 95) * 0.2)
  }

  /// A blur that is set once, for all timesteps.
  static let fixedSigma: Float = 2
  static let fixedKernelSize = 33

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let clean =
      try context.file("image").map { try Photograph.load(path: $0, side: 64) }
      ?? Photograph.array(of: Campanile.paint(side: 64), side: 64)
    let schedule = NoiseSchedule.cosine(stepCount: 1000)
    let draws = (0..<(context.profile == .quick ? 16 : 64)).map { draw in
      var stream = context.random("noise \(draw)")
      return NDArray.randomNormal(shape: clean.shape, using: &stream)
    }
    let search = BlurSearch(clean: clean, draws: draws, sigmas: Self.sigmas)
    let fixed = BlurSearch(clean: clean, draws: draws, sigmas: [Self.fixedSigma]) { _ in
      Self.fixedKernelSize
    }
    let bound = LinearBound(clean: clean, draws: draws)

    return Findings(
      clean: clean,
      drawCount: draws.count,
      isPainted: context.file("image") == nil,
      seed: context.integer("seed"),
      power: bound.power,
      measurements: Self.timesteps.map { t in
        Findings.Measurement(
          t: t,
          alphaBar: schedule.alphaBar(at: t),
          clean: clean,
          draws: draws,
          search: search,
          fixed: fixed,
          bound: bound
        )
      },
      pictures: Self.shownTimesteps.map { t in
        Findings.Pictures(
          t: t,
          xt: addNoise(to: clean, at: t, schedule: schedule, epsilon: draws[0]),
          alphaBar: schedule.alphaBar(at: t),
          clean: clean,
          search: search,
          bound: bound
        )
      }
    )
  }
}
