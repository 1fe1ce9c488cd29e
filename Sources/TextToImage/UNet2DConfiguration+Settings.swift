import Arrays
public import Foundation

extension UNet2DConfiguration {
  /// Reads `unet/config.json`.
  ///
  /// - Throws: ``ModelError`` when the file cannot be read, or asks for what this package does not
  ///   have: the sentence names the key.
  public init(path: String) throws(ModelError) {
    try self.init(Settings(path: path))
  }

  init(_ settings: Settings) throws(ModelError) {
    try Self.checkFixedSettings(settings)
    let channels = try settings.counts("block_out_channels")
    let down = try Self.attention(of: "down_block_types", "Down", settings, count: channels.count)
    let up = try Self.attention(of: "up_block_types", "Up", settings, count: channels.count)
    self.init(
      blockOutChannels: channels,
      layersPerBlock: try settings.counts("layers_per_block", length: channels.count, default: 2),
      attention: down,
      crossAttentionDim: try settings.count("cross_attention_dim"),
      encoderHidDim: try settings.count("encoder_hid_dim")
    )
    upBlockAttention = up
    sampleSize = try settings.count("sample_size", default: 64)
    inChannels = try settings.count("in_channels", default: 4)
    outChannels = try settings.count("out_channels", default: 4)
    let headDims = try settings.counts("attention_head_dim", length: channels.count, default: 8)
    guard Set(headDims).count == 1, let headDim = headDims.first else {
      throw settings.error("attention_head_dim", mustBe: "the same for all levels")
    }
    attentionHeadDim = headDim
    additionEmbedTypeNumHeads = try settings.count("addition_embed_type_num_heads", default: 64)
    normNumGroups = try settings.count("norm_num_groups", default: 32)
    timeEmbeddingDim = try settings.count("time_embedding_dim", default: 4 * channels[0])
    try readScales(settings)
    flipSinToCos = try settings.flag("flip_sin_to_cos", default: true)
    resnetSkipTimeAct = try settings.flag("resnet_skip_time_act", default: false)
    activation = try settings.choice("act_fn", among: Self.activations)
    if settings["time_embedding_act_fn"] != nil {
      timeEmbeddingActivation = try settings.choice(
        "time_embedding_act_fn",
        among: Self.activations
      )
    }
    hasClassEmbedding = try settings.choice(
      "class_embed_type",
      among: ["timestep": true],
      default: false
    )
    try readCrossAttention(settings)
    if let flaw { throw ModelError(path: settings.path, message: flaw) }
  }

  private static let activations: KeyValuePairs<String, Activation> = [
    "gelu": .gelu, "silu": .silu, "swish": .silu,
  ]

  private static func attention(
    of key: String,
    _ direction: String,
    _ settings: Settings,
    count: Int
  ) throws(ModelError) -> [Bool] {
    let kinds = [
      "Resnet\(direction)sampleBlock2D": false, "SimpleCrossAttn\(direction)Block2D": true,
    ]
    let attention = settings[key]?.list?.compactMap { $0.text.flatMap { kinds[$0] } } ?? []
    guard attention.count == count, settings[key]?.list?.count == count else {
      throw settings.error(
        key,
        mustBe: "a list of \(count) of '\(kinds.keys.sorted().joined(separator: "' and '"))'"
      )
    }
    return attention
  }

  private mutating func readScales(_ settings: Settings) throws(ModelError) {
    normEps = Float(try settings.positive("norm_eps", default: 1e-5))
    resnetOutScaleFactor = Float(try settings.positive("resnet_out_scale_factor", default: 1))
    midBlockScaleFactor = Float(try settings.positive("mid_block_scale_factor", default: 1))
    freqShift = Float(try settings.count("freq_shift", from: 0, default: 0))
  }

  private mutating func readCrossAttention(_ settings: Settings) throws(ModelError) {
    let key = "only_cross_attention", count = blockOutChannels.count
    if let list = settings[key]?.list {
      onlyCrossAttention = list.compactMap { if case .flag(let flag) = $0 { flag } else { nil } }
      guard onlyCrossAttention.count == list.count, list.count == count else {
        throw settings.error(key, mustBe: "true, false, or a list of \(count) of them")
      }
    } else {
      let all = try settings.flag(key, default: false)
      onlyCrossAttention = [Bool](repeating: all, count: count)
      midBlockOnlyCrossAttention = all
    }
    midBlockOnlyCrossAttention = try settings.flag(
      "mid_block_only_cross_attention",
      default: midBlockOnlyCrossAttention
    )
  }

  /// What other networks of the class have otherwise; where diffusers' default is not DeepFloyd IF's, a
  /// file has to say it.
  private static func checkFixedSettings(_ settings: Settings) throws(ModelError) {
    try settings.require("resnet_time_scale_shift", .text("scale_shift"), orMissing: false)
    try settings.require("cross_attention_norm", .text("group_norm"), orMissing: false)
    try settings.require("addition_embed_type", .text("text"), orMissing: false)
    try settings.require(
      "mid_block_type",
      .text("UNetMidBlock2DSimpleCrossAttn"),
      orMissing: false
    )
    try settings.require("encoder_hid_dim_type", .text("text_proj"))
    try settings.require("time_embedding_type", .text("positional"))
    try settings.require("conv_in_kernel", .number(3))
    try settings.require("conv_out_kernel", .number(3))
    try settings.require("center_input_sample", .flag(false))
    try settings.require("class_embeddings_concat", .flag(false))
    for key in ["timestep_post_act", "time_cond_proj_dim"] where settings[key] != nil {
      throw settings.error(key, mustBe: "null")
    }
  }

  /// The contents of `unet/config.json`, which diffusers reads as well; the same bytes every time.
  public var json: Data {
    get throws {
      let down = downBlockAttention.map {
        $0 ? "SimpleCrossAttnDownBlock2D" : "ResnetDownsampleBlock2D"
      }
      let up = upBlockAttention.map { $0 ? "SimpleCrossAttnUpBlock2D" : "ResnetUpsampleBlock2D" }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(
        UNet2DSettings(configuration: self, downBlockTypes: down, upBlockTypes: up)
      )
    }
  }
}

/// The settings in diffusers' words.
private struct UNet2DSettings: Encodable {
  let configuration: UNet2DConfiguration
  let downBlockTypes: [String]
  let upBlockTypes: [String]

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    func set(_ key: String, _ value: some Encodable) throws {
      try container.encode(value, forKey: Key(stringValue: key))
    }
    let words = [Activation.gelu: "gelu", .silu: "silu"]
    try set("_class_name", "UNet2DConditionModel")
    try set("act_fn", words[configuration.activation])
    try set("addition_embed_type", "text")
    try set("addition_embed_type_num_heads", configuration.additionEmbedTypeNumHeads)
    try set("attention_head_dim", configuration.attentionHeadDim)
    try set("block_out_channels", configuration.blockOutChannels)
    try set("class_embed_type", configuration.hasClassEmbedding ? "timestep" : nil)
    try set("cross_attention_dim", configuration.crossAttentionDim)
    try set("cross_attention_norm", "group_norm")
    try set("down_block_types", downBlockTypes)
    try set("encoder_hid_dim", configuration.encoderHidDim)
    try set("encoder_hid_dim_type", "text_proj")
    try set("flip_sin_to_cos", configuration.flipSinToCos)
    try set("freq_shift", configuration.freqShift)
    try set("in_channels", configuration.inChannels)
    try set("layers_per_block", configuration.layersPerBlock)
    try set("mid_block_only_cross_attention", configuration.midBlockOnlyCrossAttention)
    try set("mid_block_scale_factor", configuration.midBlockScaleFactor)
    try set("mid_block_type", "UNetMidBlock2DSimpleCrossAttn")
    try set("norm_eps", configuration.normEps)
    try set("norm_num_groups", configuration.normNumGroups)
    try set("only_cross_attention", configuration.onlyCrossAttention)
    try set("out_channels", configuration.outChannels)
    try set("resnet_out_scale_factor", configuration.resnetOutScaleFactor)
    try set("resnet_skip_time_act", configuration.resnetSkipTimeAct)
    try set("resnet_time_scale_shift", "scale_shift")
    try set("sample_size", configuration.sampleSize)
    try set("time_embedding_act_fn", configuration.timeEmbeddingActivation.flatMap { words[$0] })
    try set("time_embedding_dim", configuration.timeEmbeddingDim)
    try set("up_block_types", upBlockTypes)
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
