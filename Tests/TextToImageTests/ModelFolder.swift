import Arrays
import Autodiff
import Diffusion
import Foundation
import NeuralNet
import TestSupport

@testable import TextToImage

/// A tiny random model in diffusers' layout, in a folder.
struct ModelFolder {
  let path: String

  private let type: NumberType

  /// Writes the model: the networks of the fixtures, randomised as there, in single or half precision.
  init(
    in folder: String,
    stage: String = "one",
    hasTextEncoder: Bool = true,
    type: NumberType = .float32
  ) throws {
    path = folder
    self.type = type
    try copy("unet-\(stage).json", to: "unet/config.json")
    try copy("scheduler.json", to: "scheduler/scheduler_config.json")
    try weights(UNet2DCondition.fixture(stage), "unet/diffusion_pytorch_model")
    if stage == "two" {
      try write("scheduler/scheduler_config.json", replacing: "1.5", by: "1.0")
      try copy("scheduler.json", to: "image_noising_scheduler/scheduler_config.json")
    }
    guard hasTextEncoder else { return }
    try copy("t5.json", to: "text_encoder/config.json")
    try copy("spiece.model", to: "tokenizer/spiece.model")
    var source = UnsetWeights()
    let encoder = T5Encoder(try T5Configuration(path: Fixture.path("t5.json")), using: &source)
    try weights(encoder.randomised(seed: 181), "text_encoder/model")
  }

  private func weights(_ network: some Parameterized, _ name: String) throws {
    let variant = type == .float16 ? ".fp16" : ""
    try network.checkpoint().write(to: "\(path)/\(name)\(variant).safetensors", as: type)
  }

  /// The network that finds noise, whose weights stay in their file as those of large networks do.
  func mappedUNet() throws -> UNet2DCondition {
    let directory = try ModelDirectory(path: path)
    return try mapped(directory.unsetUNet(), directory.unetWeights())
  }

  /// The text encoder, whose weights stay in their file.
  func mappedTextEncoder() throws -> T5Encoder {
    let directory = try ModelDirectory(path: path)
    return try mapped(directory.unsetTextEncoder(), directory.textEncoderWeights())
  }

  private func mapped<Network: Parameterized>(
    _ network: Network,
    _ weights: WeightFiles
  ) throws -> Network {
    var network = network
    try network.load(path: path) { name in
      weights.tensors[name].map { $0.shape.count > 1 ? $0.mapped : $0.mapped.widened }
    }
    return network
  }

  /// Copies a file of the fixtures into the model.
  func copy(_ fixture: String, to name: String) throws {
    let target = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try? FileManager.default.removeItem(at: target)
    try FileManager.default.copyItem(at: URL(fileURLWithPath: Fixture.path(fixture)), to: target)
  }

  /// Replaces a text in a file.
  func write(_ name: String, replacing old: String, by new: String) throws {
    let text = try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    try text.replacingOccurrences(of: old, with: new)
      .write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
  }

  /// Changes the tensors of a file.
  func change(
    _ name: String,
    _ change: (inout [(name: String, array: NDArray)]) throws -> Void
  ) throws {
    var file = try Safetensors(path: "\(path)/\(name)")
    try change(&file.tensors)
    try file.write(to: "\(path)/\(name)")
  }
}
