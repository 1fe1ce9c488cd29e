import Arrays
import Autodiff
import Foundation
import NeuralNet
import TestSupport
import Testing

@testable import TextToImage

@Suite struct ModelDirectoryTests {
  private static let weights = "unet/diffusion_pytorch_model.safetensors"

  /// Every way in which a model can be unfit, what is done to make it so, and words of the sentence.
  static let flaws: [(words: String, damage: @Sendable (ModelFolder) throws -> Void)] = [
    (
      "the network's tensor conv_in.bias is missing; are the weights those of its config.json?",
      { try $0.change(weights) { $0.removeAll { $0.name == "conv_in.bias" } } }
    ),
    (
      "the network's tensor conv_in.weight and 1 more are missing; tensor nothing is not the network's",
      {
        try $0.change(weights) {
          $0.removeAll { $0.name.hasPrefix("conv_in.") }
          $0.append(("nothing", NDArray([1], shape: [1])))
        }
      }
    ),
    (
      "conv_in.bias has the shape [2], and the configuration asks for [8]",
      {
        try $0.change(weights) { tensors in
          tensors = tensors.map {
            $0.name == "conv_in.bias" ? ($0.name, NDArray([1, 2], shape: [2])) : $0
          }
        }
      }
    ),
    (
      "there is no diffusion_pytorch_model.safetensors",
      { try FileManager.default.removeItem(atPath: "\($0.path)/\(weights)") }
    ),
    (
      "are cut off",
      { folder in
        let url = URL(fileURLWithPath: "\(folder.path)/\(weights)")
        let bytes = try Data(contentsOf: url)
        try bytes.prefix(bytes.count - 5).write(to: url)
      }
    ),
    (
      "act_fn is 'mish', and must be 'gelu' or 'silu' or 'swish'",
      { try $0.write("unet/config.json", replacing: "\"gelu\"", by: "\"mish\"") }
    ),
    (
      "cross_attention_norm is null",
      { try $0.write("unet/config.json", replacing: "\"group_norm\"", by: "null") }
    ),
    (
      "attention_head_dim is 0",
      {
        try $0.write(
          "unet/config.json",
          replacing: "\"attention_head_dim\": 8",
          by: "\"attention_head_dim\": 0"
        )
      }
    ),
    (
      "channels cannot be shared out among 5 groups",
      {
        try $0.write(
          "unet/config.json",
          replacing: "\"norm_num_groups\": 4",
          by: "\"norm_num_groups\": 5"
        )
      }
    ),
    (
      "down_block_types is",
      {
        try $0.write(
          "unet/config.json",
          replacing: "\"ResnetDownsampleBlock2D\"",
          by: "\"AttnDownBlock2D\""
        )
      }
    ),
    (
      "no JSON object",
      { try write(["unet/config.json": "{"], in: $0.path) }
    ),
    (
      "cannot be read",
      { try FileManager.default.removeItem(atPath: "\($0.path)/scheduler/scheduler_config.json") }
    ),
    (
      "norm_eps is 0, and must be a number above 0",
      {
        try $0.write("unet/config.json", replacing: "\"norm_eps\": 1e-05", by: "\"norm_eps\": 0")
      }
    ),
    (
      "block_out_channels is [0, 16, 24], and must be a list of whole numbers from 1",
      { try $0.write("unet/config.json", replacing: "[\n  8,", by: "[\n  0,") }
    ),
    (
      "pictures of 18 pixels cannot be halved 2 times",
      {
        try $0.write(
          "unet/config.json",
          replacing: "\"sample_size\": 16",
          by: "\"sample_size\": 18"
        )
      }
    ),
    (
      "cannot sample pictures of 3",
      {
        try $0.write(
          "unet/config.json",
          replacing: "\"out_channels\": 6",
          by: "\"out_channels\": 3"
        )
        try $0.change(weights) { tensors in
          tensors = tensors.map { name, array in
            guard name.hasPrefix("conv_out.") else { return (name, array) }
            return (name, array[0..<3])
          }
        }
      }
    ),
  ]

  @Test(arguments: flaws.indices)
  func anUnfitModelIsASentence(index: Int) throws {
    let (words, damage) = Self.flaws[index]
    try withTemporaryFolder { path in
      let folder = try ModelFolder(in: path, hasTextEncoder: false)
      try damage(folder)
      let error = #expect(throws: ModelError.self) {
        try TextToImagePipeline(ModelDirectory(path: path))
      }
      #expect(error?.description.contains(words) ?? false, "\(error?.description ?? "none")")
    }
  }

  @Test func aFolderWithoutAModelIsASentence() throws {
    try withTemporaryFolder { folder in
      #expect(throws: ModelError.self) { try ModelDirectory(path: folder) }
      _ = try ModelFolder(in: folder, hasTextEncoder: false)
      let directory = try ModelDirectory(path: folder)
      let error = #expect(throws: ModelError.self) { try PromptEncoder(directory) }
      #expect(error?.description.contains("has no text_encoder") ?? false)
    }
  }

  /// One file becomes two and an index; one of them, or one of its tensors, may be lost.
  @Test func filesInPartsAreOneNetwork() throws {
    try withTemporaryFolder { path in
      let folder = try ModelFolder(in: path, hasTextEncoder: false)
      let whole = try ModelDirectory(path: path).unet()
      let tensors = try Safetensors(path: "\(path)/\(Self.weights)").tensors
      let parts = ["a.safetensors": tensors.prefix(50), "b.safetensors": tensors.dropFirst(50)]
      for (name, tensors) in parts {
        try Safetensors(tensors: Array(tensors)).write(to: "\(path)/unet/\(name)")
      }
      let map = Dictionary(
        uniqueKeysWithValues: parts.flatMap { file, tensors in tensors.map { ($0.name, file) } }
      )
      let index = try JSONEncoder().encode(["weight_map": map])
      let name = "diffusion_pytorch_model.safetensors.index.json"
      try write(["unet/\(name)": String(decoding: index, as: UTF8.self)], in: path)
      try FileManager.default.removeItem(atPath: "\(path)/\(Self.weights)")
      let joined = try ModelDirectory(path: path).unet()
      for (one, other) in zip(whole.checkpoint().tensors, joined.checkpoint().tensors) {
        #expect(one.array == other.array)
      }
      try FileManager.default.removeItem(atPath: "\(path)/unet/b.safetensors")
      let error = #expect(throws: ModelError.self) { try ModelDirectory(path: path).unet() }
      #expect(error?.description.contains("its part b.safetensors is missing") ?? false)
      try folder.write("unet/\(name)", replacing: "b.safetensors", by: "a.safetensors")
      let second = #expect(throws: ModelError.self) { try ModelDirectory(path: path).unet() }
      #expect(second?.description.contains("none of its parts has the tensor") ?? false)
    }
  }

  /// As transformers itself wrote it: what is in half precision, and `wo` in single.
  @Test func aTextEncoderOfMixedPrecisionIsTransformers() throws {
    try withTemporaryFolder { path in
      let folder = try ModelFolder(in: path)
      try folder.copy("t5-mixed.safetensors", to: "text_encoder/model.fp16.safetensors")
      let directory = try ModelDirectory(path: path)
      let types = try directory.textEncoderWeights().tensors.mapValues(\.numbers.type)
      #expect(types["shared.weight"] == .float16)
      #expect(types["encoder.block.0.layer.1.DenseReluDense.wo.weight"] == .float32)
      let output = try directory.textEncoder()(Fixture.tokens, mask: Fixture.mask)
      expectClose(output.array, try Fixture("t5")["mixed"], ofLargest: 1e-5)
    }
  }

  /// The embedding of a text encoder has either of two names, and a whole T5 has a decoder.
  @Test func aTextEncoderMayHaveOtherNames() throws {
    try withTemporaryFolder { path in
      let folder = try ModelFolder(in: path)
      let plain = try ModelDirectory(path: path).textEncoder()
      try folder.change("text_encoder/model.safetensors") { tensors in
        tensors = tensors.map { name, array in
          (name == "shared.weight" ? "encoder.embed_tokens.weight" : name, array)
        }
        tensors.append(("decoder.final_layer_norm.weight", NDArray([1], shape: [1])))
      }
      let renamed = try ModelDirectory(path: path).textEncoder()
      #expect(renamed.shared.weight.array == plain.shared.weight.array)
    }
  }

  /// Weights that stay in their file give the same results as those in memory.
  @Test func mappedWeightsAreTheSameNetwork() throws {
    try withTemporaryFolder { path in
      let folder = try ModelFolder(in: path)
      let directory = try ModelDirectory(path: path)
      let present = try directory.unet(), mapped = try folder.mappedUNet()
      func output(_ unet: UNet2DCondition) -> NDArray {
        let text = unet.condition(on: Tensor(Fixture.draw([2, 11, 24], "text")))
        return unet(
          Tensor(Fixture.draw([2, 3, 16, 16], "sample")),
          timesteps: [990],
          text: text
        )
        .array
      }
      #expect(output(mapped) == output(present))
      let encoders = [try directory.textEncoder(), try folder.mappedTextEncoder()]
      let states = encoders.map { $0(Fixture.tokens, mask: Fixture.mask).array }
      #expect(states[0] == states[1])
    }
  }
}
