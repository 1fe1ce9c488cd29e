import Arrays
import Datasets
import DigitModels
import Diffusion
import Statistics

/// Pictures that are one digit upright and another one when the page is turned.
struct Ambigrams: Codable, Sendable {
  /// For each digit upright the pictures of all digits turned.
  var rows: [Row]

  /// Pictures of one digit upright.
  struct Row: Codable, Sendable {
    /// For each digit turned, how many pictures the judge reads as both.
    var successes: [Int]

    /// The first pictures of each digit turned, not picked: ``shownCount`` of them, or all.
    var first: [PictureSheet]
  }

  /// The number of pictures shown of the best pair.
  static let shownCount = 4

  /// For each digit upright, for each digit turned, how many pictures are read as both.
  var successes: [[Int]] { rows.map(\.successes) }

  /// The pair of two different digits, which is the greater trick, that succeeds most often; the first
  /// one of several.
  var bestPair: (upright: Int, turned: Int) {
    let pairs = (0..<100).filter { $0 / 10 != $0 % 10 }
    let greatest = pairs.map { successes[$0 / 10][$0 % 10] }.max() ?? 0
    let pair = pairs.first { successes[$0 / 10][$0 % 10] == greatest } ?? 0
    return (pair / 10, pair % 10)
  }
}

extension Ambigrams.Row {
  /// Draws pictures of one digit upright and each of the ten turned.
  init(upright: Int, by network: ClassTimeUNet, _ studio: Studio, using stream: inout RandomStream)
  {
    let perPair = studio.setting.perPair
    let turned = (0..<10 * perPair).map { $0 / perPair }
    let pictures = followFlow(
      from: .randomNormal(shape: [turned.count, 1, 28, 28], using: &stream),
      stepCount: studio.setting.pairStepCount,
      velocity: Self.field(
        by: network,
        upright: turned.map { _ in upright },
        turned: turned
      )
    ).end.map { min(1, max(0, $0)) }
    let readings = studio.real.judge.read(pictures)
    let turnedReadings = studio.real.judge.read(pictures.turned())
    let starts = (0..<10).map { $0 * perPair }
    successes = starts.map { start in
      (start..<start + perPair).count {
        readings[$0] == upright && turnedReadings[$0] == turned[$0]
      }
    }
    first = starts.map { start in
      PictureSheet(pictures[start..<start + min(perPair, Ambigrams.shownCount)])
    }
  }

  // snippet.ambigram-field
  // snippet.hide
  /// Returns the mean of two guided fields, one of which sees the picture upside down.
  // snippet.show
  static func field(
    by network: ClassTimeUNet,
    upright: [Int],
    turned: [Int]
  ) -> (NDArray, Float) -> NDArray {
    func guided(_ labels: [Int]) -> (NDArray, Float) -> NDArray {
      guidedField(
        labels: .oneHot(labels),
        scale: GuidedSampling.scale,
        velocity: network.velocity(at:time:labels:)
      )
    }
    let (first, second) = (guided(upright), guided(turned))
    return { xt, time in
      0.5 * (first(xt, time) + second(xt.turned(), time).turned())
    }
  }
  // snippet.end
}

extension NDArray {
  /// Returns each picture of a batch, `[N, 1, H, W]`, turned by half a turn.
  func turned() -> NDArray {
    NDArray(
      (0..<shape[0]).flatMap { self[$0].values.reversed() },
      shape: shape
    )
  }
}
