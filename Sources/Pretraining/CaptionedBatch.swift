import Arrays
import Datasets

/// What a network sees in one step of training.
struct CaptionedBatch {
  /// Painted pictures, `[N, 3, 64, 64]`, values in `-1...1`.
  let pictures: NDArray

  /// What they show; empty for those whose caption is withheld.
  let captions: [String]

  /// Paints the pictures of a step: those that follow the ones of the step before.
  ///
  /// - Parameters:
  ///   - step: Counted from 0.
  ///   - size: The number of pictures.
  ///   - seed: The seed of the pictures and of what is withheld.
  ///   - dropout: The share of captions that are withheld, in `0...1`.
  init(step: Int, size: Int, seed: UInt64, dropout: Float) {
    let scenes = (step * size..<(step + 1) * size).map { PaintedScene(at: $0, seed: seed) }
    var stream = RandomStream(seed: seed, "withheld captions", "\(step)")
    pictures = ScenePainter.pictures(of: scenes)
    captions = scenes.map { stream.nextUniform() < dropout ? "" : $0.caption }
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
