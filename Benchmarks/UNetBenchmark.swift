import ArgumentParser
import Arrays
import Autodiff
import DigitModels
import Foundation
import NeuralNet
import Notebook

/// What the benchmarks of the whole network share.
struct UNetOptions: ParsableArguments {
  @Option(help: "The number of hidden channels, D.")
  var channels = 64

  @Option(help: "The number of images in a batch.")
  var batch = 64

  @Option(help: "How many steps are timed; the median counts.")
  var steps = 7

  @Option(help: "The number of threads; by default one for each processor.")
  var threads: Int?

  @Flag(help: "Print JSON.")
  var json = false

  /// The multiplications and additions of one image forward, as a direct convolution does them.
  var operationsPerImage: Double {
    let d = Double(channels)
    let large = 9 * 784 * (d + d * d + d * d + d * d + 2 * d * d + d * d + d)
    let middle = 9 * 196 * 4 * d * d
    let small = 9 * 49 * 2 * 4 * d * d
    let down = 16 * (196 * d * d + 49 * 2 * d * d)
    let up = 16 * (49 * 4 * d * d + 196 * 2 * d * d) + 49 * 4 * d * d
    return 2 * (large + middle + small + down + up)
  }

  func validate() throws {
    guard channels >= 1, batch >= 1, steps >= 1, threads ?? 1 >= 1 else {
      throw ValidationError("channels, batch, steps and threads are at least 1")
    }
  }

  struct Figures: Encodable {
    let images_per_second: Double
    let peak_memory_bytes: Int
    let gflops_effective: Double
  }

  /// Times steps after one that is not counted, and prints the figures.
  func measure(passes: Double, _ step: () -> Void) throws {
    if let threads { ThreadCount.current = threads }
    let seconds = median(of: steps, step)
    let rate = Double(batch) / seconds
    let figures = Figures(
      images_per_second: rate,
      peak_memory_bytes: ProcessMemory.peak,
      gflops_effective: rate * operationsPerImage * passes * 1e-9
    )
    if json {
      print(String(decoding: try StableJSON.encode(figures), as: UTF8.self))
    } else {
      print("\(fixed(rate, digits: 1)) images/s")
      print("\(fixed(figures.gflops_effective, digits: 0)) GFLOP/s of direct convolution")
      print("\(fixed(Double(figures.peak_memory_bytes) / 1e6, digits: 0)) MB at most")
    }
  }
}

/// `benchmark unet-train`: how fast the unconditional UNet trains on noisy digits.
struct UNetTrainBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unet-train",
    abstract: "Time training steps of the UNet: forward, backward, Adam."
  )

  @OptionGroup var options: UNetOptions

  func run() throws {
    var stream = RandomStream(seed: 1, "unet-train")
    var unet = UNet(channels: options.channels, using: &stream)
    var optimizer = Adam(learningRate: 1e-4)
    let shape = [options.batch, 1, 28, 28]
    let x = Tensor(NDArray.randomNormal(shape: shape, using: &stream))
    let z = x + 0.5 * Tensor(NDArray.randomNormal(shape: shape, using: &stream))
    try options.measure(passes: 3) {
      let (_, gradients) = valueWithGradient(at: &unet) { unet in meanSquaredError(unet(z), x) }
      optimizer.update(&unet, along: gradients)
    }
  }
}

/// `benchmark unet-forward`: how fast the unconditional UNet infers.
struct UNetForwardBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unet-forward",
    abstract: "Time the UNet forward, as at inference."
  )

  @OptionGroup var options: UNetOptions

  func run() throws {
    var stream = RandomStream(seed: 1, "unet-forward")
    let unet = UNet(channels: options.channels, using: &stream)
    let z = Tensor(NDArray.randomNormal(shape: [options.batch, 1, 28, 28], using: &stream))
    try options.measure(passes: 1) { _ = unet(z) }
  }
}
