import Arrays
import Foundation
import NeuralNet
import TestSupport
import Testing

@testable import TextToImage

@Suite struct ModelDigestTests {
  /// Whatever decides the picture is changed a little, once for each of the model's files.
  static let changes: [@Sendable (ModelFolder) throws -> Void] = [
    { try $0.write("unet/config.json", replacing: "1e-05", by: "2e-05") },
    { try $0.write("scheduler/scheduler_config.json", replacing: "0.95", by: "0.9") },
    { try $0.write("text_encoder/config.json", replacing: "1e-06", by: "2e-06") },
    { try $0.copy("tokens.jsonl", to: "tokenizer/spiece.model") },
    { try $0.change("unet/diffusion_pytorch_model.safetensors", lastNumberOf: "conv_out.bias") },
    { try $0.change("text_encoder/model.safetensors", lastNumberOf: "shared.weight") },
  ]

  @Test func whateverDecidesThePictureChangesTheDigest() throws {
    let digests = try ([{ _ in }] + Self.changes).map { change in
      try withTemporaryFolder { path in
        try change(ModelFolder(in: path))
        return try ModelDirectory(path: path).digest(withTextEncoder: true)
      }
    }
    #expect(Set(digests).count == 1 + Self.changes.count)
  }

  @Test func aTextEncoderThatTakesNoPartChangesNothing() throws {
    try withTemporaryFolder { path in
      let folder = try ModelFolder(in: path)
      let directory = try ModelDirectory(path: path)
      let digest = try directory.digest(withTextEncoder: false)
      try folder.change("text_encoder/model.safetensors", lastNumberOf: "shared.weight")
      #expect(try directory.digest(withTextEncoder: false) == digest)
    }
  }
}

extension ModelFolder {
  /// Changes a number of a tensor by a little.
  fileprivate func change(_ file: String, lastNumberOf name: String) throws {
    try change(file) { tensors in
      let index = try #require(tensors.firstIndex { $0.name == name })
      var array = tensors[index].array
      array.values[array.count - 1] += 0.001
      tensors[index].array = array
    }
  }
}
