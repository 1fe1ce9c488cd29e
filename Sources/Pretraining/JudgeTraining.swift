import Arrays
import Autodiff
import Datasets
import NeuralNet
public import PretrainedModels
public import Statistics

/// The judge in training on painted pictures, each of which it sees once.
///
/// It sees all pairs of subject and medium, those too that no model is trained on: it is to say what a
/// picture shows, whoever made it.
public struct JudgeTraining {
  /// The judge as it is now.
  public var judge: SceneJudge

  private var optimizer = AdamW(learningRate: 0, weightDecay: 0.01)
  private var step = 0

  /// The number of pictures in a step.
  private static let batchSize = 64

  /// The greatest learning rate.
  private static let learningRate: Float = 1e-3

  private static let seed: UInt64 = 7

  /// Creates a training that has not begun.
  public init() {
    var stream = RandomStream(seed: Self.seed, "judge", "weights")
    judge = SceneJudge(using: &stream)
  }

  /// Trains the judge from its beginning to its end.
  ///
  /// - Parameters:
  ///   - pictureCount: How many pictures it sees.
  ///   - report: Told after each step how many it has seen, and the loss.
  public mutating func run(pictureCount: Int, report: (_ seen: Int, _ loss: Float) -> Void) {
    let steps = (pictureCount + Self.batchSize - 1) / Self.batchSize
    while step < steps {
      let scenes = Self.scenes(step * Self.batchSize..<(step + 1) * Self.batchSize, seed: Self.seed)
      var stream = RandomStream(seed: Self.seed, "judge", "noise", "\(step)")
      // A little noise, so that it does not hang on to what no eye sees.
      let amount = 0.1 * stream.nextUniform()
      let pictures = ScenePainter.pictures(of: scenes)
      let noisy = pictures + amount * .randomNormal(shape: pictures.shape, using: &stream)
      let (loss, gradients) = valueWithGradient(at: &judge) { judge in
        let (subjects, media) = judge(Tensor(noisy))
        return crossEntropy(subjects, labels: scenes.map(\.subject.index))
          + crossEntropy(media, labels: scenes.map(\.medium.index))
      }
      let rising = min(1, Float(step + 1) / 100)
      optimizer.learningRate = Self.learningRate * rising * (1 - Float(step) / Float(steps))
      optimizer.update(&judge, along: gradients)
      step += 1
      report(step * Self.batchSize, loss)
    }
  }

  /// Every tenth scene is of a pair that models are not trained on.
  private static func scenes(_ places: Range<Int>, seed: UInt64) -> [PaintedScene] {
    places.map { PaintedScene(at: $0, seed: seed, split: $0 % 10 == 0 ? .heldout : .train) }
  }

  /// Returns how often a judge is right about pictures that it was not trained on.
  public static func accuracy(
    of judge: SceneJudge,
    pictureCount: Int
  ) -> (subject: Proportion, medium: Proportion) {
    let scenes = Self.scenes(0..<pictureCount, seed: Self.seed + 1)
    let readings = judge.read(ScenePainter.pictures(of: scenes))
    let pairs = zip(scenes, readings)
    return (
      Proportion(pairs.count { $0.subject == $1.subject }, of: pictureCount),
      Proportion(pairs.count { $0.medium == $1.medium }, of: pictureCount)
    )
  }
}

extension CaseIterable where Self: Equatable {
  /// The place of the case among all.
  var index: Int { Self.allCases.enumerated().first { $0.element == self }?.offset ?? 0 }
}
