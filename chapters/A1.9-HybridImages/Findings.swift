import Arrays
import Datasets
import Statistics

extension HybridImages {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var seed: Int

    /// The height and width of a picture.
    var side: Int
    var guidanceScale: Float
    var stepCount: Int

    /// The pictures of each pair, for each of ``HybridImages/sigmas``.
    var trials: [HybridTrial]

    /// How many painted pictures are read right: those of the far subjects, blurred by each of
    /// ``HybridImages/sigmas``, and those of the near ones as they are.
    var paintedFar: [Proportion]
    var paintedNear: Proportion

    /// The trials of one width of the blur.
    func trials(sigma: Float) -> [HybridTrial] { trials.filter { $0.sigma == sigma } }
  }
}

/// How the hybrids of one pair came out.
struct HybridTrial: Codable, Sendable {
  var medium: PaintedMedium
  var far: PaintedSubject
  var near: PaintedSubject

  /// The width of the blur, for pictures of 64 pixels.
  var sigma: Float

  /// What the judge sees in each picture blurred by that width, and in each as it is.
  var farReadings: [PaintedSubject]
  var nearReadings: [PaintedSubject]

  /// The first pictures as they are and blurred, not picked.
  var whole: PictureSheet
  var blurred: PictureSheet

  /// The first of them in full, `[3, S, S]`.
  var first: NDArray
  var firstBlurred: NDArray

  /// Which pictures are read as they should be, from afar and from near.
  private var isFarRight: [Bool] { farReadings.map { $0 == far } }
  private var isNearRight: [Bool] { nearReadings.map { $0 == near } }

  var farCount: Int { isFarRight.count { $0 } }
  var nearCount: Int { isNearRight.count { $0 } }
  var bothCount: Int { zip(isFarRight, isNearRight).count { $0 && $1 } }
  var count: Int { farReadings.count }
}

extension [HybridTrial] {
  /// How many pictures of all these trials do something.
  func proportion(_ count: (HybridTrial) -> Int) -> Proportion {
    Proportion(map(count).reduce(0, +), of: map(\.count).reduce(0, +))
  }
}
