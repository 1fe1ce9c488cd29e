import ArgumentParser
import Arrays
import Autodiff
import Foundation
import Notebook
import TextToImage

/// `benchmark if-forward`: how fast the network of a text-to-image model finds noise.
struct IFForwardBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "if-forward",
    abstract: "Time a text-to-image model's network forward, with all that it makes of the text."
  )

  @Option(help: "The model's folder.")
  var model: String

  @Option(help: "The number of pictures in a batch.")
  var batch = 2

  @Option(help: "How many passes are timed; the median counts.")
  var steps = 3

  @Option(help: "The number of threads; by default one for each processor.")
  var threads: Int?

  func validate() throws {
    guard batch >= 1, steps >= 1, threads ?? 1 >= 1 else {
      throw ValidationError("batch, steps and threads are at least 1")
    }
  }

  private struct Figures: Encodable {
    let seconds: Double
    let seconds_with_text_kept: Double
    let peak_memory_bytes: Int
  }

  func run() throws {
    if let threads { ThreadCount.current = threads }
    let unet = try ModelDirectory(path: model).unet()
    let configuration = unet.configuration
    var stream = RandomStream(seed: 1, "if-forward")
    let size = configuration.sampleSize
    let sample = Tensor(
      NDArray.randomNormal(shape: [batch, configuration.inChannels, size, size], using: &stream)
    )
    let text = Tensor(
      NDArray.randomNormal(shape: [batch, 77, configuration.encoderHidDim], using: &stream)
    )
    let labels: [Float]? = configuration.hasClassEmbedding ? [250] : nil
    let whole = median(of: steps) {
      _ = unet(sample, timesteps: [500], text: unet.condition(on: text), classLabels: labels)
    }
    let conditioning = unet.condition(on: text)
    let kept = median(of: steps) {
      _ = unet(sample, timesteps: [500], text: conditioning, classLabels: labels)
    }
    let figures = Figures(
      seconds: whole,
      seconds_with_text_kept: kept,
      peak_memory_bytes: ProcessMemory.peak
    )
    print(String(decoding: try StableJSON.encode(figures), as: UTF8.self))
  }
}
