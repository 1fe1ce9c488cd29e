public import Arrays
import Autodiff
import NeuralNet

/// What a model's folder says of it; its weights are not read.
public struct ModelSummary: Sendable {
  /// A network of the model.
  public struct Network: Sendable {
    /// Its folder.
    public let name: String

    /// How many numbers it has, and in how many tensors.
    public let parameterCount: Int
    public let tensorCount: Int

    /// Its files, the bytes of their tensors, and how numbers are written in them.
    public let files: [String]
    public let byteCount: Int
    public let types: [NumberType]
  }

  /// Its networks.
  public let networks: [Network]

  /// The shape of the network that finds noise.
  public let unet: UNet2DConfiguration

  /// How pictures were noised and are sampled.
  public let scheduler: SchedulerConfiguration

  /// The number of the tokenizer's pieces; `nil` without a text encoder.
  public let vocabularySize: Int?

  /// Looks at a model.
  ///
  /// - Throws: ``ModelError`` when a file is missing, damaged, or not what the configuration asks for.
  public init(_ directory: ModelDirectory) throws(ModelError) {
    unet = try directory.unetConfiguration()
    scheduler = try directory.scheduler()
    vocabularySize =
      directory.hasTextEncoder ? try directory.tokenizer().vocabularySize : nil
    var networks = [
      try Self.network("unet", directory.unsetUNet(), directory.unetWeights())
    ]
    if directory.hasTextEncoder {
      networks.append(
        try Self.network(
          "text_encoder",
          directory.unsetTextEncoder(),
          directory.textEncoderWeights()
        )
      )
    }
    self.networks = networks
  }

  private static func network(
    _ name: String,
    _ network: some Parameterized,
    _ weights: WeightFiles
  ) throws(ModelError) -> Network {
    try weights.check(network)
    let types = Set(weights.tensors.values.map(\.numbers.type))
    return Network(
      name: name,
      parameterCount: network.parameterCount,
      tensorCount: weights.tensors.count,
      files: weights.names,
      byteCount: weights.byteCount,
      types: NumberType.allCases.filter(types.contains)
    )
  }
}
