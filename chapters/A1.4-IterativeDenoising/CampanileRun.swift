import Arrays
import Datasets
import Diffusion
import PretrainedModels

/// One picture, noised and denoised in several ways from the same noise.
struct CampanileRun: Codable, Sendable {
  /// A way of denoising, and how close it comes.
  struct Outcome: Codable, Sendable {
    var name: String

    /// PSNR against the clean picture in decibels, unclipped.
    var peak: Double
  }

  /// The picture and what became of it: clean, noisy, best blur, one step, DDPM, DDIM, mistaken.
  var pictures: PictureSheet
  var outcomes: [Outcome]

  /// The pictures that the steps of DDPM begin with, and the clean ones that they believe in.
  var points: PictureSheet
  var estimates: PictureSheet

  /// PSNRs of these estimates.
  var estimatePeaks: [Double]

  init(
    of model: PromptedModel,
    picture clean: NDArray,
    timesteps: [Int],
    random: (String) -> RandomStream
  ) throws {
    let t = timesteps[IterativeDenoising.first]
    let noiseModel = try model.prompted([IterativeDenoising.prompt])
    var stream = random("noise of the picture")
    let epsilon = NDArray.randomNormal(shape: clean.shape, using: &stream)
    let xt = addNoise(to: clean, at: t, schedule: model.schedule, epsilon: epsilon)
    var (points, estimates): ([NDArray], [NDArray]) = ([], [])
    func denoised(
      by sampler: some ReverseSampler,
      onStep: (DenoisingStep) -> Void = { _ in }
    ) throws -> NDArray {
      // A fresh copy of the stream, so that all draw the same noise.
      var stream = random("noise of the steps")
      return try iterativeDenoise(
        xt,
        from: IterativeDenoising.first,
        by: sampler,
        predicting: noiseModel,
        drawing: { .randomNormal(shape: $0, using: &stream) },
        onStep: onStep
      )
    }
    let ddpm = try denoised(by: model.ddpm(timesteps)) { step in
      points.append(step.xt)
      estimates.append(step.estimate)
    }
    let smoothing = BestSmoothing(clean: clean[0], epsilon: epsilon[0])
    let ways: [(name: String, picture: NDArray)] = [
      ("noisy", xt),
      (
        "best blur",
        smoothing.blur(of: xt[0], alphaBar: model.schedule.alphaBar(at: t)).reshaped(clean.shape)
      ),
      (
        "one step",
        try oneStepDenoise(xt, at: t, schedule: model.schedule, predicting: noiseModel)
      ),
      ("DDPM", ddpm),
      ("DDIM", try denoised(by: model.ddim(timesteps))),
      ("wrong α", try denoised(by: UnitStepMistake(right: model.ddpm(timesteps)))),
    ]
    func peak(_ picture: NDArray) -> Double { peakSignalToNoise(picture, clean, peak: 2) }
    pictures = PictureSheet(.joined([clean] + ways.map(\.picture)), range: -1...1)
    outcomes = ways.map { Outcome(name: $0.name, peak: peak($0.picture)) }
    self.points = PictureSheet(.joined(points), range: -1...1)
    self.estimates = PictureSheet(.joined(estimates), range: -1...1)
    estimatePeaks = estimates.map(peak)
  }
}
