import Arrays
import Autodiff
import Datasets
import DigitModels
public import Notebook

/// Chapter B1.1: what the UNet is made of, what flows through it, and where its parameters and its
/// work are.
public struct UNetArchitecture: Chapter {
  public static let section = Section("B1.1", "UNetArchitecture")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 180, in: 0...1_000_000, "The seed of the random weights.")
  ]

  public static let data: [DataRequirement] = [.mnist]

  /// The numbers of hidden channels that are compared.
  static let widths = [16, 32, 64, 128]

  /// The one that is drawn.
  static let drawnWidth = 64

  /// What was found.
  public struct Findings: Codable, Sendable {
    /// Where the digit is from.
    var source: Digits.Source

    /// The networks by their numbers of hidden channels.
    var networks: [Census]

    /// The digit, and the first channel of what each block makes of it, `[1, H, W]`, in a network with
    /// random weights and ``drawnWidth`` channels.
    var digit: NDArray
    var firstChannels: [NDArray]
  }

  /// Creates the chapter.
  public init() {}

  public func compute(in context: ChapterContext) throws -> Findings {
    let test = try context.digits(.test, limit: 1)
    func trace(_ channels: Int) -> (unet: OpenUNet, flow: [OpenUNet.Step]) {
      var weights = context.random("weights")
      let unet = OpenUNet(channels: channels, using: &weights)
      return (unet, unet.steps(Tensor(test.images)))
    }
    return Findings(
      source: test.source,
      networks: Self.widths.map { channels in
        let (unet, flow) = trace(channels)
        return Census(of: unet, channels: channels, flow: flow)
      },
      digit: test.images[0],
      firstChannels: trace(Self.drawnWidth).flow.map { $0.output.array[0][0..<1] }
    )
  }
}
