import Arrays
import Foundation
import NeuralNet
import TestSupport
import TextToImage

/// A tiny model with random weights in the layout of diffusers.
public enum TinyModel {
  /// The pieces of its tokenizer.
  public static let vocabulary = [
    "<pad>", "</s>", "<unk>", "▁", "▁a", "▁dog", "▁cat", "a", "d", "o", "g",
  ]

  /// Writes the model into a folder; as a second stage it makes pictures of 16 pixels twice as large.
  public static func write(
    to folder: String,
    asSecondStage isSecondStage: Bool = false
  ) throws {
    var stream = RandomStream(seed: 1, "tiny")
    var shape = UNet2DConfiguration(
      blockOutChannels: [8, 16],
      layersPerBlock: [1, 1],
      attention: [false, true],
      crossAttentionDim: 32,
      encoderHidDim: 16
    )
    shape.sampleSize = isSecondStage ? 32 : 16
    shape.inChannels = isSecondStage ? 6 : 3
    shape.hasClassEmbedding = isSecondStage
    shape.attentionHeadDim = 8
    shape.additionEmbedTypeNumHeads = 4
    shape.normNumGroups = 4
    let text = T5Configuration(
      vocabSize: 16,
      dModel: 16,
      dKv: 4,
      dFf: 24,
      numHeads: 4,
      numLayers: 1
    )
    try TestSupport.write(
      [
        "unet/config.json": String(decoding: shape.json, as: UTF8.self),
        "text_encoder/config.json": String(decoding: text.json, as: UTF8.self),
        "scheduler/scheduler_config.json": scheduler,
        "image_noising_scheduler/scheduler_config.json": scheduler,
        "tokenizer/tokenizer.json": tokenizer,
        "model_index.json": #"{"_class_name": "IFPipeline"}"#,
      ],
      in: folder
    )
    try UNet2DCondition(shape, using: &stream).checkpoint()
      .write(to: "\(folder)/unet/diffusion_pytorch_model.safetensors")
    try T5Encoder(text, using: &stream).checkpoint()
      .write(to: "\(folder)/text_encoder/model.safetensors")
  }

  private static let scheduler =
    #"{"beta_schedule": "squaredcos_cap_v2", "variance_type": "learned_range"}"#

  private static var tokenizer: String {
    let pieces = vocabulary.enumerated().map { #"["\#($1)", \#(-Double($0) / 4)]"# }
    return """
      {"model": {"type": "Unigram", "unk_id": 2, "vocab": [\(pieces.joined(separator: ", "))]},
       "added_tokens": [{"id": 0, "content": "<pad>", "special": true},
        {"id": 1, "content": "</s>", "special": true}]}
      """
  }
}
