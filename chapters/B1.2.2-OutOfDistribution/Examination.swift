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
  let judge: Artifact
  let channels: Int
  let denoiser: Artifact
  let blind: Artifact
  let control: Artifact
}

/// What denoisers make of test digits under noise of any strength, and what the judge reads in it.
struct Examination {
  private let test: Digits

  /// The noise of each digit, the same at all strengths.
  private let epsilons: NDArray
  private let judge: DigitClassifier
  private let denoiser: UNet
  private let blind: UNet
  private let control: UNet

  init(of inputs: ExaminationInputs, on test: Digits, _ context: ChapterContext) throws {
    self.test = test
    var stream = context.random("test noise")
    epsilons = .randomNormal(shape: test.images.shape, using: &stream)
    judge = try context.network(inputs.judge) { DigitClassifier(using: &$0) }
    denoiser = try context.network(inputs.denoiser) { UNet(channels: inputs.channels, using: &$0) }
    blind = try context.network(inputs.blind) { UNet(channels: inputs.channels, using: &$0) }
    control = try context.network(inputs.control) { UNet(channels: inputs.channels, using: &$0) }
  }

  func level(_ sigma: Float) -> Level {
    let noisy = addNoise(to: test.images, sigma: sigma, epsilon: epsilons)
    let restored = denoiser.infer(noisy)
    let read = judge.read(restored)
    var confusion = [Int](repeating: 0, count: 100)
    for (label, reading) in zip(test.labels, read) { confusion[10 * label + reading] += 1 }
    return Level(
      sigma: sigma,
      noisy: score(noisy, read: judge.read(noisy)),
      restored: score(restored, read: read),
      blind: {
        let estimates = blind.infer(noisy)
        return score(estimates, read: judge.read(estimates))
      }(),
      confusion: confusion
    )
  }

  private func score(_ estimates: NDArray, read: [Int]) -> Level.Score {
    let errors = (0..<test.count).map { meanSquaredError(estimates[$0], test.images[$0]) }
    let dark = zip(estimates.values, test.images.values).filter { $1 == 0 }
    return Level.Score(
      error: SampleMean(of: errors),
      readable: Proportion(zip(read, test.labels).count { $0 == $1 }, of: test.count),
      background: dark.reduce(0) { $0 + Double($1.0) } / Double(dark.count)
    )
  }

  /// Compares the two networks that were trained on, at the strength that both know.
  func controlled() -> Control {
    let noisy = addNoise(to: test.images, sigma: OutOfDistribution.sigma, epsilon: epsilons)
    func errors(_ unet: UNet) -> [Double] {
      let estimates = unet.infer(noisy)
      return (0..<test.count).map { meanSquaredError(estimates[$0], test.images[$0]) }
    }
    let (own, blind) = (errors(control), errors(blind))
    return Control(
      error: SampleMean(of: own),
      blindError: SampleMean(of: blind),
      cost: SampleMean(of: zip(blind, own).map { $0 - $1 })
    )
  }

  /// Returns the first test digit at some strengths.
  func strip(_ sigmas: [Float]) -> Strip {
    let (clean, epsilon) = (test.images[0..<1], epsilons[0..<1])
    let noisy = NDArray.joined(sigmas.map { addNoise(to: clean, sigma: $0, epsilon: epsilon) })
    let (restored, blind) = (denoiser.infer(noisy), blind.infer(noisy))
    func ratios(_ estimates: NDArray) -> [Double] {
      sigmas.indices.map { peakSignalToNoise(estimates[$0], clean[0], peak: 1) }
    }
    return Strip(
      label: test.labels[0],
      sigmas: sigmas,
      noisy: noisy,
      restored: restored,
      blind: blind,
      peakSignalToNoise: ratios(restored),
      blindPeakSignalToNoise: ratios(blind)
    )
  }

  /// Returns the first test digits at strength 1.
  func gallery() -> Gallery {
    let first = 0..<min(OutOfDistribution.galleryCount, test.count)
    let noisy = addNoise(to: test.images[first], sigma: 1, epsilon: epsilons[first])
    let restored = denoiser.infer(noisy)
    return Gallery(
      labels: Array(test.labels[first]),
      readings: judge.read(restored),
      clean: test.images[first],
      noisy: noisy,
      restored: restored
    )
  }
}
