import Diffusion
import Foundation
import NeuralNet

/// A model in the layout of Hugging Face's diffusers: a folder with one for each of its networks.
public struct ModelDirectory: Sendable {
  /// The folder.
  public let path: String

  /// Looks at a folder.
  ///
  /// - Throws: ``ModelError`` when it is no model's.
  public init(path: String) throws(ModelError) {
    self.path = path
    guard FileManager.default.fileExists(atPath: "\(path)/unet/config.json") else {
      throw ModelError(
        path: path,
        message: "there is no unet/config.json, so this is no model's folder in diffusers' layout"
      )
    }
  }

  /// Returns the shape of the network that finds noise.
  public func unetConfiguration() throws(ModelError) -> UNet2DConfiguration {
    try UNet2DConfiguration(path: "\(path)/unet/config.json")
  }

  /// Returns the files of the network that finds noise.
  public func unetWeights() throws(ModelError) -> WeightFiles {
    try WeightFiles(folder: "\(path)/unet", baseName: "diffusion_pytorch_model")
  }

  /// Returns the network that finds noise.
  public func unet() throws(ModelError) -> UNet2DCondition {
    try unetWeights().loaded(unsetUNet())
  }

  /// Returns the network that finds noise, without its weights.
  func unsetUNet() throws(ModelError) -> UNet2DCondition {
    var source = UnsetWeights()
    return UNet2DCondition(try unetConfiguration(), using: &source)
  }

  /// Whether there is a text encoder; without one prompts come with their embeddings.
  public var hasTextEncoder: Bool {
    FileManager.default.fileExists(atPath: "\(path)/text_encoder/config.json")
  }

  /// Returns the shape of the text encoder.
  public func textEncoderConfiguration() throws(ModelError) -> T5Configuration {
    try T5Configuration(path: "\(path)/text_encoder/config.json")
  }

  /// Returns the files of the text encoder.
  public func textEncoderWeights() throws(ModelError) -> WeightFiles {
    try WeightFiles(
      folder: "\(path)/text_encoder",
      baseName: "model",
      // Some files have the embedding under the name that it has inside the encoder, and a whole T5 has
      // a decoder as well.
      aliases: ["encoder.embed_tokens.weight": "shared.weight"],
      ignoring: ["decoder.", "lm_head."]
    )
  }

  /// Returns the text encoder.
  public func textEncoder() throws(ModelError) -> T5Encoder {
    guard hasTextEncoder else {
      throw ModelError(
        path: path,
        message: "the model has no text_encoder; give the prompt's embeddings instead"
      )
    }
    return try textEncoderWeights().loaded(unsetTextEncoder())
  }

  /// Returns the text encoder without its weights.
  func unsetTextEncoder() throws(ModelError) -> T5Encoder {
    var source = UnsetWeights()
    return T5Encoder(try textEncoderConfiguration(), using: &source)
  }

  /// Returns the tokenizer.
  public func tokenizer() throws(ModelError) -> UnigramTokenizer {
    try UnigramTokenizer(path: "\(path)/tokenizer/\(tokenizerName())")
  }

  /// Returns the name of the tokenizer's file; SentencePiece's own form says more.
  func tokenizerName() throws(ModelError) -> String {
    let names = ["spiece.model", "tokenizer.json"]
    guard
      let name = names.first(where: {
        FileManager.default.fileExists(atPath: "\(path)/tokenizer/\($0)")
      })
    else {
      throw ModelError(
        path: path,
        message: "there is neither tokenizer/spiece.model nor tokenizer/tokenizer.json"
      )
    }
    return name
  }

  /// Returns how pictures were noised and are to be sampled.
  public func scheduler() throws(ModelError) -> SchedulerConfiguration {
    try SchedulerConfiguration(path: "\(path)/scheduler/scheduler_config.json")
  }

  /// Returns how stage II's small picture is noised.
  ///
  /// - Throws: ``ModelError`` when the file cannot be used, or has not as many timesteps as it needs.
  func imageNoisingSchedule() throws(ModelError) -> NoiseSchedule {
    let file = "\(path)/image_noising_scheduler/scheduler_config.json"
    let schedule = try SchedulerConfiguration(path: file).schedule
    guard schedule.stepCount > PictureSampling.noiseLevel else {
      throw ModelError(
        path: file,
        message: "num_train_timesteps is \(schedule.stepCount), and must be above "
          + "\(PictureSampling.noiseLevel), the noise level of small pictures"
      )
    }
    return schedule
  }
}
