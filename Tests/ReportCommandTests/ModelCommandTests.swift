import Arrays
import Drawing
import Foundation
import LayerTestSupport
import NeuralNet
import TestSupport
import Testing

@Suite struct ModelCommandTests {
  private func withModel(
    _ body: (_ program: FixtureReport, _ folder: String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      try TinyModel.write(to: "\(folder)/model")
      try body(FixtureReport(at: folder, program: "fixture-report"), folder)
    }
  }

  @Test func aPictureSaysHowItWasMadeAndDoesNotDependOnThreads() throws {
    try withModel { program, folder in
      var pictures: [[UInt8]] = []
      for threads in ["1", "3"] {
        let outcome = try program.run(
          ["sample", "--model", "model", "--prompt", "a dög", "--steps", "3", "--seed", "7"]
            + ["--threads", threads, "-o", "\(threads).png"]
        )
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output == "\(threads).png\n")
        pictures.append(
          Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(threads).png")))
        )
      }
      #expect(pictures[0] == pictures[1])
      let picture = try PNG.decode(pictures[0], path: "1.png")
      #expect(picture.width == 16 && picture.height == 16)
      let texts = try PNG.text(in: pictures[0], path: "1.png")
      let values = Dictionary(uniqueKeysWithValues: texts.map { ($0.key, $0.value) })
      #expect(values["Prompt"] == "a dög" && values["Seed"] == "7")
      #expect(values["Sampler"] == "ddpm, 3 steps, guidance 7.0")
      #expect(values["Model"]?.hasPrefix("sha256:") ?? false)
    }
  }

  /// Prompts that were encoded elsewhere need no text encoder, and are named in the picture.
  @Test func aPictureIsMadeOfEmbeddingsAndMadeLarger() throws {
    try withModel { program, folder in
      try FileManager.default.removeItem(atPath: "\(folder)/model/text_encoder")
      try TinyModel.write(to: "\(folder)/second", asSecondStage: true)
      var stream = RandomStream(seed: 1, "embeddings")
      try Safetensors(
        tensors: ["", "a dog"].map {
          ($0, NDArray.randomNormal(shape: [1, 5, 16], using: &stream))
        }
      )
      .write(to: "\(folder)/prompts.safetensors")
      let outcome = try program.run(
        ["sample", "--model", "model", "--prompt", "a dog", "--embeddings", "prompts.safetensors"]
          + ["--upscale", "second", "--steps", "2", "-o", "a.png"]
      )
      #expect(outcome.code == 0, "\(outcome.errors)")
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/a.png")))
      #expect(try PNG.decode(bytes, path: "a.png").width == 32)
      let keys = try PNG.text(in: bytes, path: "a.png").map(\.key)
      #expect(
        keys == [
          "Prompt", "Negative prompt", "Seed", "Sampler", "Model", "Upscale model", "Embeddings",
        ]
      )
    }
  }

  @Test(
    arguments: [
      (["--model", "second"], "this model makes pictures larger; name it by --upscale"),
      (["--upscale", "model"], "this model makes no pictures of 3 channels larger"),
      (["--upscale", "nowhere"], "there is no unet/config.json"),
    ]
  )
  func modelsThatDoNotGoTogetherAreASentence(change: [String], words: String) throws {
    try withModel { program, folder in
      try TinyModel.write(to: "\(folder)/second", asSecondStage: true)
      let outcome = try program.run(
        ["sample", "--model", "model", "--prompt", "a", "--steps", "1", "-o", "a.png"] + change
      )
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/a.png"))
    }
  }

  @Test func anotherSeedPromptOrSamplerIsAnotherPicture() throws {
    try withModel { program, folder in
      let plain = [
        "sample", "--model", "model", "--prompt", "a dog", "--steps", "2", "-o", "a.png",
      ]
      var pictures: Set<Data> = []
      for change in [
        [], ["--seed", "8"], ["--prompt", "a cat"], ["--sampler", "ddim"], ["--guidance", "1"],
        ["--negative", "a cat"],
      ] {
        #expect(try program.run(plain + change).code == 0)
        pictures.insert(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/a.png")))
      }
      #expect(pictures.count == 6)
    }
  }

  @Test func aModelIsDescribed() throws {
    try withModel { program, _ in
      let outcome = try program.run("model", "info", "--model", "model")
      #expect(outcome.output.contains("unet: "))
      #expect(outcome.output.contains("text_encoder: "))
      #expect(outcome.output.contains("levels: [8, 16] channels, [1, 1] blocks each"))
      #expect(outcome.output.contains("1000 timesteps, leading, variance learned_range"))
      #expect(outcome.output.contains("tokenizer: 11 pieces\n"))
      #expect(outcome.output.contains("digest: sha256:"))
    }
  }

  /// "▁a" is token 4, "▁dog" 5, and a letter that no piece has is 2; 1 ends a text.
  @Test func textsAreTokenized() throws {
    try withModel { program, _ in
      let outcome = try program.run("model", "tokenize", "--model", "model", "a dog", "a x dog")
      #expect(outcome.output == "4 5 1\n4 3 2 5 1\n")
    }
  }

  @Test func promptsAreEncodedAndTheNetworkRunsOnThem() throws {
    try withModel { program, folder in
      let encode = try program.run(
        "model",
        "encode",
        "--model",
        "model",
        "--prompt",
        "a dog",
        "--prompt",
        "",
        "-o",
        "text.safetensors"
      )
      #expect(encode.code == 0, "\(encode.errors)")
      let text = try Safetensors(path: "\(folder)/text.safetensors")
      let states = try #require(text["encoder_hidden_states"])
      #expect(states.shape == [2, 77, 16])
      #expect(text["attention_mask"]?.values.reduce(0, +) == 4)
      try Safetensors(
        tensors: [
          ("sample", NDArray(repeating: 0.5, shape: [2, 3, 16, 16])),
          ("timestep", NDArray([990], shape: [])), ("encoder_hidden_states", states),
        ]
      )
      .write(to: "\(folder)/in.safetensors")
      let forward = ["model", "forward", "--model", "model", "in.safetensors", "-o"]
      #expect(try program.run(forward + ["out.safetensors"]).code == 0)
      let result = try Safetensors(path: "\(folder)/out.safetensors")
      #expect(result["sample"]?.shape == [2, 6, 16, 16])
    }
  }

  /// Inputs that do not fit, by what is changed in them.
  @Test(
    arguments: [
      ("sample", [2, 3, 16, 0], "sample has the shape [2, 3, 16, 0]"),
      ("sample", [2, 3, 15, 16], "and must have [N, 3, H, W], with H and W multiples of 2"),
      ("encoder_hidden_states", [2, 77, 15], "and must have [2, L, 16]"),
      ("timestep", [3], "and must have [] or [2]"),
    ]
  )
  func inputsThatDoNotFitAreASentence(name: String, shape: [Int], words: String) throws {
    try withModel { program, folder in
      let shapes = [
        "sample": [2, 3, 16, 16], "timestep": [], "encoder_hidden_states": [2, 5, 16],
      ]
      .merging([name: shape], uniquingKeysWith: { $1 })
      let tensors = shapes.map { ($0, NDArray(repeating: 0, shape: $1)) }
      try Safetensors(tensors: tensors).write(to: "\(folder)/in.safetensors")
      let outcome = try program.run(
        ["model", "forward", "--model", "model", "in.safetensors", "-o", "out.safetensors"]
      )
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out.safetensors"))
    }
  }

  @Test(
    arguments: [
      (["--steps", "0"], Int32(64), "--steps must be from 1 to 1000, not 0"),
      (["--guidance", "nan"], 64, "--guidance must be a number of at least 0"),
      (["--threads", "0"], 64, "--threads must be from 1 to 1024, not 0"),
      (["-o", "nowhere/a.png"], 64, "--output: nothing can be written to the folder"),
      (["-o", "model"], 64, "is a folder"),
      (["--model", "nowhere"], 1, "there is no unet/config.json"),
      (["--embeddings", "none.pth"], 1, "none.pth: the file cannot be read"),
      (["--embeddings", "model/model_index.json"], 1, "it is no ZIP archive"),
    ]
  )
  func wrongUsageIsASentence(change: [String], code: Int32, words: String) throws {
    try withModel { program, folder in
      let outcome = try program.run(
        ["sample", "--model", "model", "--prompt", "a", "-o", "a.png"] + change
      )
      #expect(outcome.code == code)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/a.png"))
    }
  }

  /// Before the judge is trained, which would take longer than the test may.
  @Test func aModelThatTheJudgeCannotReadIsASentence() throws {
    try withModel { program, _ in
      let outcome = try program.run("evaluate", "--model", "model")
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("the judge reads colour pictures of 64 pixels"))
    }
  }

  @Test func aPromptOfTenThousandWordsIsAPicture() throws {
    try withModel { program, folder in
      let prompt = [String](repeating: "a dog", count: 5000).joined(separator: " ")
      let outcome = try program.run(
        ["sample", "--model", "model", "--prompt", prompt, "--steps", "1", "-o", "a.png"]
      )
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.errors.hasPrefix("the last 9924 tokens of the prompt 'a dog a dog"))
      #expect(FileManager.default.fileExists(atPath: "\(folder)/a.png"))
    }
  }
}
