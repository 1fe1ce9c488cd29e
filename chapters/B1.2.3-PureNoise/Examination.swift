import Arrays
import Datasets
import Diffusion
import DigitModels
import NeuralNet
import Notebook
import Statistics
import TrainedNetworks

/// What an examination depends on.
struct ExaminationInputs: Codable {
  let setting: Setting
  let squared: Training
  let absolute: Training
}

/// What networks answer to noise, compared with what digits are on average.
struct Examination {
  private let networks: [UNet]
  private let absolute: [UNet]
  private let context: ChapterContext

  init(of inputs: ExaminationInputs, _ context: ChapterContext) throws {
    func network(_ artifact: Artifact, _ setting: Setting) throws -> UNet {
      try context.network(artifact) { UNet(channels: setting.channels, using: &$0) }
    }
    networks = try inputs.squared.networks.map { try network($0, inputs.setting) }
    absolute = try inputs.absolute.networks.map { try network($0, inputs.setting.absolute) }
    self.context = context
  }

  func outcome(digits: Digits, test: Digits) -> Outcome {
    let moments = ClassMoments(of: digits.images, labels: digits.labels)
    let median = medianPicture(of: digits.images)
    var stream = context.random("test noise")
    let noise = NDArray.randomNormal(shape: test.images.shape, using: &stream)
    func examined(_ unet: UNet) -> Outcome.Network {
      let answers = unet.infer(noise)
      let average = Self.average(of: answers)
      return Outcome.Network(
        shown: answers[0..<min(PureNoise.shownCount, test.count)],
        score: score(answers, test),
        distanceToMean: Self.distance(of: answers, from: moments.mean),
        distanceToMedian: Self.distance(of: answers, from: median),
        variance: Self.distance(of: answers, from: average)
      )
    }
    return Outcome(
      pixelVariance: moments.variance,
      withinClassVariance: moments.withinClassVariance,
      mean: moments.mean,
      median: median,
      classMeans: moments.classMeans,
      noise: noise[0..<min(PureNoise.shownCount, test.count)],
      networks: networks.map(examined),
      absolute: absolute.map(examined),
      meanAnswer: score(Self.repeated(moments.mean, test.count), test),
      medianAnswer: score(Self.repeated(median, test.count), test)
    )
  }

  private func score(_ answers: NDArray, _ test: Digits) -> Outcome.Score {
    Outcome.Score(
      squaredError: SampleMean(
        of: (0..<test.count).map { meanSquaredError(answers[$0], test.images[$0]) }
      ),
      absoluteError: SampleMean(
        of: (0..<test.count).map { index in
          Double((answers[index] - test.images[index]).map(abs).mean())
        }
      )
    )
  }

  private static func repeated(_ picture: NDArray, _ count: Int) -> NDArray {
    .joined([NDArray](repeating: picture.reshaped([1] + picture.shape), count: count))
  }

  /// Returns the mean of pictures, `[1, 28, 28]`.
  private static func average(of answers: NDArray) -> NDArray {
    let size = answers.count / answers.shape[0]
    var sums = [Double](repeating: 0, count: size)
    for (place, value) in answers.values.enumerated() { sums[place % size] += Double(value) }
    return NDArray(
      sums.map { Float($0 / Double(answers.shape[0])) },
      shape: Array(answers.shape.dropFirst())
    )
  }

  /// Returns the mean squared error between pictures and one picture.
  private static func distance(of answers: NDArray, from picture: NDArray) -> Double {
    (0..<answers.shape[0]).reduce(0) { $0 + meanSquaredError(answers[$1], picture) }
      / Double(answers.shape[0])
  }
}
