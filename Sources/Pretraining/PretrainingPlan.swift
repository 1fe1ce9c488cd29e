/// How long a text-to-image model is trained, and in what steps.
public struct PretrainingPlan: Codable, Sendable {
  /// The number of pictures that are seen in all.
  public var pictureCount = 400_000

  /// How many of them are seen at half their height and width, before the others.
  ///
  /// Four of these take the time of one, and what a subject looks like is learned from them as well.
  public var smallPictureCount = 280_000

  /// The number of whole pictures in a step; of small ones it is four times as many.
  public var batchSize = 16

  /// The greatest learning rate.
  public var learningRate: Float = 6e-4

  /// The steps in which the learning rate rises to it.
  public var warmUp = 1000

  /// The share of the steps at the end during which it falls to zero.
  public var coolDown: Float = 0.4

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

  /// Whether every step sees the same pictures and the same noise as by another plan, as far as both go.
  func hasTheSteps(of other: PretrainingPlan) -> Bool {
    (smallPictureCount, batchSize, seed) == (other.smallPictureCount, other.batchSize, other.seed)
  }

  private var smallBatchSize: Int { 4 * batchSize }
  private var smallStepCount: Int { min(smallPictureCount, pictureCount) / smallBatchSize }

  /// The number of steps.
  public var stepCount: Int {
    let rest = pictureCount - smallStepCount * smallBatchSize
    return smallStepCount + (rest + batchSize - 1) / batchSize
  }

  /// Returns which pictures a step sees, counted from 0, and whether at half their size.
  public func pictures(at step: Int) -> (places: Range<Int>, areSmall: Bool) {
    if step < smallStepCount {
      return (step * smallBatchSize..<(step + 1) * smallBatchSize, true)
    }
    let first = smallStepCount * smallBatchSize + (step - smallStepCount) * batchSize
    return (first..<first + batchSize, false)
  }

  /// Returns how many steps with pictures of its size a step, counted from 0, has behind it.
  ///
  /// With the whole pictures the average of the weights begins anew: networks that have only seen small
  /// ones draw everything at half its size.
  public func stepsOfItsSize(before step: Int) -> Int {
    step < smallStepCount ? step : step - smallStepCount
  }

  /// Returns the learning rate of a step, counted from 0: it rises, stays, and falls, all evenly.
  ///
  /// A longer plan has the same beginning, so that a training can be prolonged before it cools down.
  public func learningRate(at step: Int) -> Float {
    let rising = Float(step + 1) / Float(warmUp)
    let falling = Float(stepCount - step) / max(1, coolDown * Float(stepCount))
    return learningRate * min(1, rising, max(0, falling))
  }
}
