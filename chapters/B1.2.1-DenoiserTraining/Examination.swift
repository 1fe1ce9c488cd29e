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
  let networks: [Artifact]
}

/// What the trained networks, and what stands beside them, make of digits that they have not seen.
struct Examination {
  private let networks: [UNet]
  private let context: ChapterContext

  init(of inputs: ExaminationInputs, _ context: ChapterContext) throws {
    self.context = context
    networks = try inputs.networks.map { artifact in
      try context.network(artifact) { UNet(channels: inputs.setting.channels, using: &$0) }
    }
  }

  func outcome(digits: Digits, test: Digits) -> Outcome {
    let noisy = exercises(test.images, "test noise")
    let linear = LinearDenoiser(digits: digits.images, sigma: DenoiserTraining.sigma)
    let estimates = networks.map { $0.infer(noisy) }
    let last = estimates[estimates.count - 1]
    let learnt = digits.images[0..<min(digits.count, test.count)]
    let relearnt = networks[networks.count - 1].infer(exercises(learnt, "training noise"))
    let scores = Scores(last, clean: test.images)
    let worst = scores.errors.indices
      .sorted { (-scores.errors[$0], $0) < (-scores.errors[$1], $1) }
      .prefix(DenoiserTraining.shownCount)
    return Outcome(
      pixelVariance: linear.pixelVariance,
      noisy: Scores(noisy, clean: test.images).summary,
      linear: Scores(linear.denoise(noisy), clean: test.images).summary,
      networks: estimates.map { Scores($0, clean: test.images).summary },
      onTrainingDigits: Scores(relearnt, clean: learnt).summary,
      ink: Ink(last, clean: test.images),
      shown: Pictures(
        Array(0..<min(DenoiserTraining.shownCount, test.count)),
        clean: test,
        noisy: noisy,
        estimates: estimates
      ),
      worst: Pictures(Array(worst), clean: test, noisy: noisy, estimates: estimates)
    )
  }

  private func exercises(_ x: NDArray, _ purpose: String) -> NDArray {
    var stream = context.random(purpose)
    let epsilon = NDArray.randomNormal(shape: x.shape, using: &stream)
    return addNoise(to: x, sigma: DenoiserTraining.sigma, epsilon: epsilon)
  }
}

/// The errors of estimates, digit by digit.
struct Scores {
  /// The mean squared error of each digit.
  let errors: [Double]

  init(_ estimates: NDArray, clean: NDArray) {
    errors = (0..<clean.shape[0]).map { meanSquaredError(estimates[$0], clean[$0]) }
  }

  var summary: Outcome.Score {
    Outcome.Score(
      error: SampleMean(of: errors),
      peakSignalToNoise: SampleMean(
        of: errors.map { peakSignalToNoise(meanSquaredError: $0, peak: 1) }
      )
    )
  }
}
