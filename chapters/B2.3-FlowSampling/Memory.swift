import Arrays
import Datasets
import Diffusion
import Statistics

/// Whether samples are copies of training digits.
struct Memory: Codable, Sendable {
  /// The number of samples shown with their nearest training digits.
  static let shownCount = 8

  /// The first samples, their nearest training digits, what the exact velocity of the training digits
  /// makes of the same noise, and the nearest training digits of that.
  var samples: PictureSheet
  var neighbours: PictureSheet
  var exact: PictureSheet
  var exactNeighbours: PictureSheet

  /// How far each sample, and each of as many test digits, is from the nearest training digit.
  var sampleDistances: [Double]
  var testDistances: [Double]
  var exactDistances: [Double]

  /// The number of training digits.
  var trainCount: Int

  init(
    samples: NDArray,
    noise: NDArray,
    train: Digits,
    test: Digits,
    _ setting: FlowSampling.Setting
  ) {
    let shown = samples.map { min(1, max(0, $0)) }
    let found = nearestNeighbours(of: shown, in: train.images)
    let exact = followFlow(
      from: noise[0..<Self.shownCount],
      stepCount: setting.stepCount,
      velocity: EmpiricalFlow(pictures: train.images).velocity
    ).end
    let exactFound = nearestNeighbours(of: exact, in: train.images)
    self.samples = PictureSheet(shown[0..<Self.shownCount])
    neighbours = PictureSheet(
      train.images.rows(at: found.prefix(Self.shownCount).map(\.index))
    )
    self.exact = PictureSheet(exact)
    exactNeighbours = PictureSheet(train.images.rows(at: exactFound.map(\.index)))
    sampleDistances = found.map(\.distance)
    testDistances = nearestNeighbours(
      of: test.images[0..<min(test.count, samples.shape[0])],
      in: train.images
    ).map(\.distance)
    exactDistances = exactFound.map(\.distance)
    trainCount = train.count
  }
}
