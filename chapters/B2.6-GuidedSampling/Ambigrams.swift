import Arrays
import Datasets
import DigitModels
import Diffusion
import Statistics

/// Pictures that are one digit upright and another one when the page is turned.
struct Ambigrams: Codable, Sendable {
  /// The number of pictures for each pair.
  var count: Int

  /// For each digit upright, for each digit turned, how many pictures the judge reads as both.
  var successes: [[Int]]

  /// The first picture of each pair, not picked, rows by the digit upright.
  var first: PictureSheet

  /// The first pictures of the pair that succeeds most often, and of which digits it is.
  var best: PictureSheet
  var bestPair: [Int]

  /// The number of pictures shown of the best pair.
  static let shownCount = 4

  init(by network: ClassTimeUNet, _ studio: Studio, using stream: inout RandomStream) {
    let perPair = studio.setting.perPair
    let upright = (0..<100 * perPair).map { $0 / perPair / 10 }
    let turned = (0..<100 * perPair).map { $0 / perPair % 10 }
    let pictures = followFlow(
      from: .randomNormal(shape: [100 * perPair, 1, 28, 28], using: &stream),
      stepCount: studio.setting.pairStepCount,
      velocity: Self.field(by: network, upright: upright, turned: turned)
    ).end.map { min(1, max(0, $0)) }
    let readings = studio.judge.read(pictures)
    let turnedReadings = studio.judge.read(pictures.turned())
    let isBoth = upright.indices.map {
      readings[$0] == upright[$0] && turnedReadings[$0] == turned[$0]
    }
    count = perPair
    let successes = (0..<10).map { row in
      (0..<10).map { column in
        let start = (row * 10 + column) * perPair
        return isBoth[start..<start + perPair].count { $0 }
      }
    }
    self.successes = successes
    first = PictureSheet(pictures.rows(at: stride(from: 0, to: 100 * perPair, by: perPair)))
    // Of two different digits, which is the greater trick; the first one of several.
    let pairs = (0..<100).filter { $0 / 10 != $0 % 10 }
    let greatest = pairs.map { successes[$0 / 10][$0 % 10] }.max() ?? 0
    let pair = pairs.first { successes[$0 / 10][$0 % 10] == greatest } ?? 0
    best = PictureSheet(
      pictures[pair * perPair..<pair * perPair + min(perPair, Self.shownCount)]
    )
    bestPair = [pair / 10, pair % 10]
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
