import Arrays
public import Autodiff
public import NeuralNet
public import TextToImage

/// The text encoder and the UNet of a model, which are trained together.
public struct TextToImageNetwork: Parameterized {
  public var textEncoder: T5Encoder
  public var unet: UNet2DCondition

  /// Creates the networks that the configurations of a model's folder describe.
  ///
  /// - Throws: ``TextToImage/ModelError`` when one cannot be read or used.
  public init(folder: String, using source: inout some WeightSource) throws {
    textEncoder = T5Encoder(
      try T5Configuration(path: "\(folder)/text_encoder/config.json"),
      using: &source
    )
    unet = UNet2DCondition(
      try UNet2DConfiguration(path: "\(folder)/unet/config.json"),
      using: &source
    )
  }

  /// Takes over the weights of a model.
  ///
  /// - Throws: ``TextToImage/ModelError`` when they cannot be read, or are not those of such networks.
  mutating func load(from model: ModelDirectory) throws(ModelError) {
    textEncoder = try model.textEncoderWeights().loaded(textEncoder)
    unet = try model.unetWeights().loaded(unet)
  }

  /// Estimates the noise in pictures.
  ///
  /// - Parameters:
  ///   - sample: Noisy pictures, `[N, 3, H, W]`.
  ///   - timesteps: The timestep of each.
  ///   - texts: The tokens of each picture's caption.
  /// - Returns: `[N, 6, H, W]`.
  public func callAsFunction(_ sample: Tensor, timesteps: [Int], texts: TokenRows) -> Tensor {
    let text = textEncoder(texts.tokens, mask: texts.mask)
    return unet(sample, timesteps: timesteps.map(Float.init), text: unet.condition(on: text))
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&textEncoder, named: "text_encoder")
    visitor.visit(&unet, named: "unet")
  }
}

/// The tokens of texts, padded to one length, and which of them are no padding.
public struct TokenRows: Sendable {
  public let tokens: [[Int]]
  public let mask: [[Bool]]

  /// Encodes prompts.
  public init(_ prompts: [String], by tokenizer: UnigramTokenizer) {
    let rows = prompts.map { tokenizer.encode(prompt: $0) }
    tokens = rows.map(\.tokens)
    mask = rows.map(\.mask)
  }
}
