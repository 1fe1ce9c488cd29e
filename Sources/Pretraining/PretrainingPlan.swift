/// How long a text-to-image model is trained, and in what steps.
public struct PretrainingPlan: Sendable {
  /// The number of pictures that are seen in all.
  public var pictureCount = 2_000_000

  /// The number of pictures in a step.
  public var batchSize = 16

  /// The greatest learning rate.
  public var learningRate: Float = 4e-4

  /// The steps in which the learning rate rises to it.
  public var warmUp = 1000

  /// The share of the pictures at the end during which it falls to zero.
  public var coolDown: Float = 0.2

  /// How much of the averaged network a step keeps.
  public var averageDecay: Float = 0.9995

  /// The share of captions that are withheld, for classifier-free guidance.
  public var captionDropout: Float = 0.1

  /// The greatest norm of a gradient; larger ones are scaled down.
  public var gradientLimit: Float = 1

  /// The seed of weights, pictures and noise.
  public var seed: UInt64 = 180

  /// Creates the plan by which the package's own model is trained.
  public init() {}

  /// The number of steps.
  public var stepCount: Int { (pictureCount + batchSize - 1) / batchSize }

  /// Returns the learning rate of a step, counted from 0: it rises, stays, and falls, all evenly.
  ///
  /// A longer plan has the same beginning, so that a training can be prolonged before it cools down.
  public func learningRate(at step: Int) -> Float {
    let rising = Float(step + 1) / Float(warmUp)
    let falling = Float(stepCount - step) / max(1, coolDown * Float(stepCount))
    return learningRate * min(1, rising, max(0, falling))
  }
}
