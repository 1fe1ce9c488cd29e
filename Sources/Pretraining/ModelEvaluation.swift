public import Arrays
import Datasets
public import PretrainedModels
public import Statistics

/// What the judge says of a model's pictures, one prompt for each pair of subject and medium.
public struct ModelEvaluation: Codable, Sendable {
  /// How many pictures show the subject, and the medium, that was asked for.
  public let subject: Proportion
  public let medium: Proportion

  /// How many pictures of pairs that the model was never shown have both right.
  public let heldOut: Proportion

  /// How many pictures of each subject show it.
  public let bySubject: [String: Proportion]

  /// How far pictures of one prompt are from each other, for the model and for the painter: the mean
  /// squared difference of pictures reduced to 16 by 16 pixels.
  public let spread: Double
  public let paintedSpread: Double

  /// The model's spread as a share of the painter's.
  public var diversity: Double { spread / paintedSpread }

  /// Judges a model.
  ///
  /// - Parameters:
  ///   - judge: The trained judge.
  ///   - picturesPerPair: How many pictures of each pair; at least 2.
  ///   - heldOutPictures: How many of each pair that was held out, these among them.
  ///   - report: Told how many pictures are done, and how many there will be.
  ///   - sample: Returns as many pictures of a prompt as are asked for, `[N, 3, 64, 64]`; the values of
  ///     good ones lie in `-1...1`.
  /// - Throws: What `sample` throws.
  public init(
    by judge: SceneJudge,
    picturesPerPair: Int = 4,
    heldOutPictures: Int = 12,
    report: (_ done: Int, _ total: Int) -> Void,
    sample: (_ prompt: String, _ count: Int) throws -> NDArray
  ) rethrows {
    let pairs = PaintedSubject.allCases.flatMap { subject in
      PaintedMedium.allCases.map { PaintedScene.Pair(subject, $0) }
    }
    let heldOutPairs = PaintedScene.heldOutPairs
    let total =
      pairs.count * picturesPerPair + heldOutPairs.count * (heldOutPictures - picturesPerPair)
    var hits: [(pair: PaintedScene.Pair, reading: SceneReading)] = []
    var heldOutHits: [Bool] = []
    var (spreads, paintedSpreads): ([Double], [Double]) = ([], [])
    for pair in pairs {
      let isHeldOut = heldOutPairs.contains(pair)
      let count = isHeldOut ? heldOutPictures : picturesPerPair
      let pictures = try sample(pair.prompt, count).map { min(1, max(-1, $0)) }
      let readings = judge.read(pictures)
      hits += readings.prefix(picturesPerPair).map { (pair, $0) }
      if isHeldOut {
        heldOutHits += readings.map { $0.subject == pair.subject && $0.medium == pair.medium }
      }
      let scenes = (0..<picturesPerPair).map { PaintedScene(at: $0, seed: 11, pair: pair) }
      spreads.append(Self.spread(of: pictures[0..<picturesPerPair]))
      paintedSpreads.append(Self.spread(of: ScenePainter.pictures(of: scenes)))
      report(hits.count + heldOutHits.count - (isHeldOut ? picturesPerPair : 0), total)
    }
    subject = Proportion(hits.count { $0.pair.subject == $0.reading.subject }, of: hits.count)
    medium = Proportion(hits.count { $0.pair.medium == $0.reading.medium }, of: hits.count)
    heldOut = Proportion(heldOutHits.count { $0 }, of: heldOutHits.count)
    bySubject = Dictionary(grouping: hits) { $0.pair.subject.rawValue }.mapValues { hits in
      Proportion(hits.count { $0.pair.subject == $0.reading.subject }, of: hits.count)
    }
    spread = spreads.reduce(0, +) / Double(spreads.count)
    paintedSpread = paintedSpreads.reduce(0, +) / Double(paintedSpreads.count)
  }

  /// Returns the mean squared difference between any two of some pictures, reduced to 16 by 16 pixels.
  static func spread(of pictures: NDArray) -> Double {
    let small = (0..<pictures.shape[0]).map { reduced(pictures[$0].values) }
    var (sum, count) = (0.0, 0)
    for first in small.indices {
      for second in small.indices where second > first {
        for place in small[first].indices {
          let difference = small[first][place] - small[second][place]
          sum += difference * difference
        }
        count += small[first].count
      }
    }
    return sum / Double(max(1, count))
  }

  /// The means over squares of 4 by 4 pixels of a picture `[3, 64, 64]`.
  private static func reduced(_ values: [Float]) -> [Double] {
    var means = [Double](repeating: 0, count: 3 * 16 * 16)
    for (place, value) in values.enumerated() {
      let (channel, row, column) = (place / 4096, place / 64 % 64, place % 64)
      means[channel * 256 + row / 4 * 16 + column / 4] += Double(min(1, max(-1, value))) / 16
    }
    return means
  }
}
