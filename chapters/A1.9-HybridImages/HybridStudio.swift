import Arrays
import Datasets
import Diffusion
import PretrainedModels
import Statistics

/// What a hybrid is to show.
struct HybridPair: Sendable {
  let medium: PaintedMedium
  let far: PaintedSubject
  let near: PaintedSubject

  init(_ medium: PaintedMedium, far: PaintedSubject, near: PaintedSubject) {
    self.medium = medium
    self.far = far
    self.near = near
  }

  /// As in "a skull in a waterfall".
  var name: String { "\(far.nouns[0]) in \(near.nouns[0])" }
}

/// Draws hybrids and has them read.
struct HybridStudio {
  let model: PromptedModel
  let judge: SceneJudge
  let guidanceScale: Float
  let sampler: DDPMSampler
  private let random: (Int) -> RandomStream

  init(
    model: PromptedModel,
    judge: SceneJudge,
    guidanceScale: Float,
    random: @escaping (Int) -> RandomStream
  ) {
    self.model = model
    self.judge = judge
    self.guidanceScale = guidanceScale
    self.random = random
    sampler = model.ddpm(stridedTimesteps(by: 60, of: model.schedule.stepCount))
  }

  /// Returns the width in pixels of a blur that has the given width in pictures of 64 pixels.
  private func scaled(_ sigma: Float) -> Float { sigma * Float(model.side) / 64 }

  /// Returns pictures as they are seen from afar.
  private func blurred(_ pictures: NDArray, sigma: Float) -> NDArray {
    let width = scaled(sigma)
    return lowPass(pictures, sigma: width, kernelSize: HybridImages.kernelSize(for: width))
  }

  // snippet.hybrid-model
  // snippet.hide
  /// Returns the model that parts two prompts by the size of what they see.
  // snippet.show
  func hybridModel(
    _ pair: HybridPair,
    sigma: Float,
    count: Int
  ) throws -> NoiseModel {
    func prompted(_ subject: PaintedSubject) throws -> NoiseModel {
      let prompt = PaintedScene.Pair(subject, pair.medium).prompt
      return try model.guided(
        [String](repeating: prompt, count: count),
        guidanceScale: guidanceScale
      )
    }
    let (far, near) = (try prompted(pair.far), try prompted(pair.near))
    let width = scaled(sigma)
    return { xt, t in
      hybridPrediction(
        far: try far(xt, t),
        near: try near(xt, t),
        sigma: width,
        kernelSize: HybridImages.kernelSize(for: width)
      )
    }
  }
  // snippet.end

  /// Draws the pictures of a pair.
  func trial(_ pair: HybridPair, sigma: Float, count: Int) throws -> HybridTrial {
    let pictures = try picturesFromNoise(
      count,
      side: model.side,
      by: sampler,
      random: random
    ) { numbers in
      try hybridModel(pair, sigma: sigma, count: numbers.count)
    }
    let far = blurred(pictures, sigma: sigma)
    let shown = 0..<min(count, HybridImages.shownCount)
    return HybridTrial(
      medium: pair.medium,
      far: pair.far,
      near: pair.near,
      sigma: sigma,
      farReadings: judge.read(far).map(\.subject),
      nearReadings: judge.read(pictures).map(\.subject),
      whole: PictureSheet(pictures[shown], range: -1...1),
      blurred: PictureSheet(far[shown], range: -1...1),
      first: pictures[0],
      firstBlurred: far[0]
    )
  }

  /// Has painted pictures of all pairs read, blurred by a width.
  ///
  /// - Parameters:
  ///   - subject: The far or the near subject of a pair.
  ///   - sigma: The width, for pictures of 64 pixels; 0 leaves them as they are.
  /// - Returns: How many are read right.
  func control(_ subject: (HybridPair) -> PaintedSubject, sigma: Float) -> Proportion {
    let count = 32
    let right = HybridImages.pairs.map { pair in
      let scene = PaintedScene.Pair(subject(pair), pair.medium)
      let painted = ScenePainter.pictures(of: scene, count: count, seed: 9, side: model.side)
      return judge.read(blurred(painted, sigma: sigma)).count { $0.subject == scene.subject }
    }
    return Proportion(right.reduce(0, +), of: count * right.count)
  }
}
