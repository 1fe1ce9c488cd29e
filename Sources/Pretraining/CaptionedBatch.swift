import Arrays
import Autodiff
import Datasets

/// What a network sees in one step of training.
struct CaptionedBatch {
  /// Painted pictures, `[N, 3, 64, 64]`, small ones `[N, 3, 32, 32]`; values in `-1...1`.
  let pictures: NDArray

  /// What they show; empty for those whose caption is withheld.
  let captions: [String]

  /// Paints the pictures of a step.
  ///
  /// - Parameters:
  ///   - step: Counted from 0.
  ///   - plan: Which pictures it sees, and what share of the captions is withheld.
  init(step: Int, of plan: PretrainingPlan) {
    let (places, areSmall) = plan.pictures(at: step)
    let scenes = places.map { PaintedScene(at: $0, seed: plan.seed) }
    let whole = ScenePainter.pictures(of: scenes)
    pictures = areSmall ? averagePool2d(Tensor(whole), size: 2).array : whole
    var stream = RandomStream(seed: plan.seed, "withheld captions", "\(step)")
    captions = scenes.map { stream.nextUniform() < plan.captionDropout ? "" : $0.caption }
  }
}

/// Pictures with the noise of a timestep each.
struct NoisyBatch {
  let noisy: NDArray
  let epsilon: NDArray
  let timesteps: [Int]

  /// Draws a timestep and noise for each picture, `[N, …]`.
  init(_ pictures: NDArray, loss: HybridLoss, using stream: inout RandomStream) {
    let count = pictures.shape[0]
    let size = pictures.count / count
    // One timestep in each of N equal parts of the range, so that every batch has seen all noise.
    let steps = (0..<count).map { part in
      Int((Float(part) + stream.nextUniform()) / Float(count) * Float(loss.steps.count))
    }.map { min($0, loss.steps.count - 1) }
    timesteps = steps
    epsilon = .randomNormal(shape: pictures.shape, using: &stream)
    let (clean, noise) = (pictures.values, epsilon.values)
    let values = [Float](unsafeUninitializedCapacity: clean.count) { result, filled in
      for image in 0..<count {
        let (signal, share) = (loss.signals[steps[image]], loss.noises[steps[image]])
        for place in image * size..<(image + 1) * size {
          result.initializeElement(at: place, to: signal * clean[place] + share * noise[place])
        }
      }
      filled = clean.count
    }
    noisy = NDArray(values, shape: pictures.shape)
  }
}
