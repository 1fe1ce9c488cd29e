import Arrays
import Datasets
import Diffusion
import PretrainedModels
import Statistics

/// Pictures that a model makes of the logo.
struct LogoStudy: Codable, Sendable {
  /// The logo as the model sees it, and large.
  var logo: PictureSheet
  var large: PictureSheet

  /// From the least noise to the most.
  var starts: [Start]

  /// The logo with the noise of one timestep, denoised from there.
  struct Start: Codable, Sendable {
    var t: Int

    /// The share of the variance that is still logo.
    var alphaBar: Double

    /// A picture for each of ``LogoStudy/pairs``.
    var pictures: PictureSheet
    var readings: [PaintedSubject]

    /// The root mean square distance of each from the logo.
    var distances: [Double]

    /// The correlation of each with the logo.
    var likenesses: [Double]
  }

  /// What the logo is made into.
  static let pairs = [
    PaintedScene.Pair(.mountain, .oilPainting), PaintedScene.Pair(.moonrise, .watercolor),
    PaintedScene.Pair(.castle, .pencilDrawing),
  ]

  /// Where the way back begins, by the places of timesteps of 17.
  private static let places = [10, 7, 4]

  // snippet.logo
  init(
    model: PromptedModel,
    judge: SceneJudge,
    guidanceScale: Float,
    by sampler: some ReverseSampler,
    noise: () -> RandomStream
  ) throws {
    let bitmap = try Logo.paint(side: model.side)
    let logo = NDArray.joined(
      Self.pairs.map { _ in bitmap.array().reshaped(model.shape(count: 1)) }
    )
    let prompted = try model.guided(
      Self.pairs.map(\.prompt),
      guidanceScale: guidanceScale
    )
    starts = try Self.places.map { place in
      var stream = noise()
      let pictures = try imageToImage(
        logo,
        from: place,
        by: sampler,
        predicting: prompted,
        using: &stream
      ).map { min(1, max(-1, $0)) }
      // snippet.hide
      let t = sampler.timesteps[place]
      return Start(
        t: t,
        alphaBar: Double(model.schedule.alphaBar(at: t)),
        pictures: PictureSheet(pictures, range: -1...1),
        readings: judge.read(pictures).map(\.subject),
        distances: Self.pairs.indices.map { index in
          meanSquaredError(pictures[index], logo[index]).squareRoot()
        },
        likenesses: Self.pairs.indices.map { index in
          correlation(of: pictures[index], and: logo[index])
        }
      )
      // snippet.show
    }
    // snippet.hide
    self.logo = PictureSheet(logo[0..<1], range: -1...1)
    let large = try Logo.paint(side: 256).array()
    self.large = PictureSheet(large.reshaped([1] + large.shape), range: -1...1)
    // snippet.show
  }
  // snippet.end
}
