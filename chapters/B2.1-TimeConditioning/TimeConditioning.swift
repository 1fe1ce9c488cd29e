import Arrays
import Autodiff
import Datasets
import DigitModels
import Diffusion
import NeuralNet
public import Notebook

/// Chapter B2.1: straight lines from noise to digits, and a network that is told where on them it is.
public struct TimeConditioning: Chapter {
  public static let section = Section("B2.1", "TimeConditioning")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of noise and of fresh weights.")
  ]

  public static let data: [DataRequirement] = [.mnist]

  /// The times at which lines are shown.
  static let times: [Float] = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1]

  /// The number of digits shown, the first of the test set.
  static let shownCount = 4

  /// The number of hidden channels, D, whose parameters are counted: the assignment's.
  static let channels = 64

  /// Creates the chapter.
  public init() {}

  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digits are from.
    var source: Digits.Source
    var seed: Int

    /// Digits on their lines from noise, a row of ``TimeConditioning/times`` for each.
    var lines: PictureSheet
    var labels: [Int]
    var toy: Toy

    /// The parts of the network and their parameters, in the network's order.
    var parts: [Part]

    /// What the fresh network's block t1 says to each channel at the bottom of the U, a curve over
    /// ``TimeConditioning/gainTimes`` for each.
    var gains: [[Float]]

    /// How much a fresh network's answer changes from time 0 to time 1, relative to its size.
    var change: Double

    /// A part of the network.
    struct Part: Codable, Sendable {
      var name: String
      var parameterCount: Int
    }
  }

  /// The times at which gains are read off.
  static let gainTimes = (0...20).map { Float($0) / 20 }

  /// The number of channels whose gains are drawn: the first ones.
  static let shownGains = 8

  public func compute(in context: ChapterContext) throws -> Findings {
    let digits = try context.digits(.test, limit: Self.shownCount)
    var stream = context.random("noise")
    let noise = NDArray.randomNormal(shape: digits.images.shape, using: &stream)
    let lines = (0..<digits.count).flatMap { digit in
      Self.times.map { time in
        interpolate(
          from: noise[digit..<digit + 1],
          to: digits.images[digit..<digit + 1],
          at: time
        )
      }
    }
    var weights = context.random("weights")
    let unet = TimeUNet(channels: Self.channels, using: &weights)
    return Findings(
      source: digits.source,
      seed: context.integer("seed"),
      lines: PictureSheet(.joined(lines)),
      labels: digits.labels,
      toy: Toy(random: context.random),
      parts: Self.parts(of: unet),
      gains: Self.gains(of: unet),
      change: Self.change(of: unet, at: noise)
    )
  }

  /// Counts the parameters of each child of the network, by the first words of their names.
  private static func parts(of unet: TimeUNet) -> [Findings.Part] {
    var parts: [Findings.Part] = []
    for tensor in unet.checkpoint().tensors where !tensor.name.contains("running_") {
      let name = String(tensor.name.prefix { $0 != "." })
      if parts.last?.name != name { parts.append(Findings.Part(name: name, parameterCount: 0)) }
      parts[parts.count - 1].parameterCount += tensor.array.count
    }
    return parts
  }

  private static func gains(of unet: TimeUNet) -> [[Float]] {
    let gains = unet.gains(at: NDArray(gainTimes, shape: [gainTimes.count, 1])).bottleneck
    return (0..<gains.shape[1]).map { channel in
      gainTimes.indices.map { gains.values[$0 * gains.shape[1] + channel] }
    }
  }

  private static func change(of unet: TimeUNet, at noise: NDArray) -> Double {
    let first = unet.velocity(at: noise, time: 0), last = unet.velocity(at: noise, time: 1)
    let size = meanSquaredError(first, NDArray(repeating: 0, shape: first.shape))
    return (meanSquaredError(first, last) / size).squareRoot()
  }
}
