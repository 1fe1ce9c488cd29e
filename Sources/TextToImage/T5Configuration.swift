public import Foundation

/// The shape of a ``T5Encoder``: what `text_encoder/config.json` says.
///
/// Names are those of transformers' `T5Config`.
public struct T5Configuration: Hashable, Sendable {
  /// The number of tokens that there are.
  public var vocabSize: Int

  /// The width of a token's row, of one head of attention, and of what lies between the two maps of a
  /// feed-forward layer.
  public var dModel: Int
  public var dKv: Int
  public var dFf: Int

  /// The number of heads; together they may be wider or narrower than a row.
  public var numHeads: Int

  /// The number of blocks.
  public var numLayers: Int

  /// Into how many classes distances between tokens are put, and from which distance on they are one.
  public var relativeAttentionNumBuckets = 32
  public var relativeAttentionMaxDistance = 128

  /// What is added to a mean of squares.
  public var layerNormEpsilon: Float = 1e-6

  /// Creates a configuration.
  public init(vocabSize: Int, dModel: Int, dKv: Int, dFf: Int, numHeads: Int, numLayers: Int) {
    self.vocabSize = vocabSize
    self.dModel = dModel
    self.dKv = dKv
    self.dFf = dFf
    self.numHeads = numHeads
    self.numLayers = numLayers
  }

  /// Reads `text_encoder/config.json`.
  ///
  /// - Throws: ``ModelError`` when the file cannot be read, or asks for what this package does not
  ///   have: the sentence names the key.
  public init(path: String) throws(ModelError) {
    try self.init(Settings(path: path))
  }

  init(_ settings: Settings) throws(ModelError) {
    try settings.require("feed_forward_proj", .text("gated-gelu"), orMissing: false)
    try settings.require("dense_act_fn", .text("gelu_new"))
    try settings.require("is_gated_act", .flag(true))
    self.init(
      vocabSize: try settings.count("vocab_size", default: 32128),
      dModel: try settings.count("d_model"),
      dKv: try settings.count("d_kv"),
      dFf: try settings.count("d_ff"),
      numHeads: try settings.count("num_heads"),
      numLayers: try settings.count("num_layers")
    )
    relativeAttentionNumBuckets = try settings.count("relative_attention_num_buckets", default: 32)
    relativeAttentionMaxDistance = try settings.count(
      "relative_attention_max_distance",
      default: 128
    )
    guard relativeAttentionNumBuckets.isMultiple(of: 4),
      relativeAttentionMaxDistance > relativeAttentionNumBuckets / 4
    else {
      throw settings.error(
        "relative_attention_num_buckets",
        mustBe: "a multiple of 4, and less than four times relative_attention_max_distance"
      )
    }
    guard numLayers <= 200 else { throw settings.error("num_layers", mustBe: "at most 200") }
    layerNormEpsilon = Float(try settings.positive("layer_norm_epsilon", default: 1e-6))
  }

  /// The contents of `text_encoder/config.json`, which transformers reads as well.
  public var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(T5Settings(self))
    }
  }
}

/// The settings in transformers' words.
private struct T5Settings: Encodable {
  let architectures = ["T5EncoderModel"]
  let model_type = "t5"
  let vocab_size: Int
  let d_model: Int
  let d_kv: Int
  let d_ff: Int
  let num_heads: Int
  let num_layers: Int
  let relative_attention_num_buckets: Int
  let relative_attention_max_distance: Int
  let layer_norm_epsilon: Float
  let feed_forward_proj = "gated-gelu"
  let pad_token_id = 0
  let eos_token_id = 1
  let tie_word_embeddings = false

  init(_ configuration: T5Configuration) {
    vocab_size = configuration.vocabSize
    d_model = configuration.dModel
    d_kv = configuration.dKv
    d_ff = configuration.dFf
    num_heads = configuration.numHeads
    num_layers = configuration.numLayers
    relative_attention_num_buckets = configuration.relativeAttentionNumBuckets
    relative_attention_max_distance = configuration.relativeAttentionMaxDistance
    layer_norm_epsilon = configuration.layerNormEpsilon
  }
}
