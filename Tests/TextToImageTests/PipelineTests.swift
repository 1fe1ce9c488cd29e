import Arrays
import Foundation
import TestSupport
import Testing

@testable import TextToImage

@Suite struct PipelineTests {
  private let text = Fixture.draw([1, 77, 24], "text")
  private let unwanted = Fixture.draw([1, 77, 24], "unwanted")

  /// All pictures on the way, with the noise that diffusers was given: a first stage with both samplers,
  /// DDIM on trailing timesteps, and a second stage.
  @Test(arguments: [("one", 5), ("ddim", 3), ("two", 4)])
  func picturesAreDiffusersStepByStep(name: String, steps: Int) throws {
    try withTemporaryFolder { path in
      let isSecond = name == "two", isDDIM = name == "ddim"
      let folder = try ModelFolder(in: path, stage: isSecond ? "two" : "one", hasTextEncoder: false)
      let spacing = isDDIM ? "trailing" : "leading"
      try folder.write("scheduler/scheduler_config.json", replacing: "leading", by: spacing)
      let sampling = PictureSampling(
        method: isDDIM ? .ddim : .ddpm,
        stepCount: steps,
        guidanceScale: isSecond ? 4 : 7
      )
      let small = isSecond ? Fixture.draw([1, 3, 8, 8], "small") : nil
      try expectSampling(path, name, text, unwanted, sampling, enlarging: small)
    }
  }

  /// The whole way: a prompt, its tokens, what the text encoder makes of them, and a picture.
  ///
  /// The second stage enlarges the picture that diffusers made; differences of the first add up otherwise.
  @Test func picturesOfPromptsAreDiffusersStepByStep() throws {
    try withTemporaryFolder { path in
      _ = try ModelFolder(in: "\(path)/one")
      let second = try ModelFolder(in: "\(path)/two", stage: "two", hasTextEncoder: false)
      try second.write(
        "unet/config.json",
        replacing: "\"sample_size\": 16",
        by: "\"sample_size\": 32"
      )
      let encoder = try PromptEncoder(ModelDirectory(path: "\(path)/one"))
      let states = encoder.encode(
        ["An OIL painting of a snowy mountain village at dusk", "people with a hat"]
      )
      .states
      let (text, unwanted) = (states[0..<1], states[1..<2])
      try expectSampling("\(path)/one", "whole.one", text, unwanted, PictureSampling(stepCount: 5))
      let smallPictures = try Fixture("pipelines")["whole.one"]
      try expectSampling(
        "\(path)/two",
        "whole.two",
        text,
        unwanted,
        PictureSampling(stepCount: 3, guidanceScale: 4),
        enlarging: smallPictures[4..<5]
      )
    }
  }

  /// Samples with the noise of the fixtures, and compares all pictures on the way.
  private func expectSampling(
    _ path: String,
    _ name: String,
    _ text: NDArray,
    _ unwanted: NDArray,
    _ sampling: PictureSampling,
    enlarging small: NDArray? = nil
  ) throws {
    let pipeline = try TextToImagePipeline(ModelDirectory(path: path))
    let expected = try Fixture("pipelines")[name]
    var (draws, done) = (0, [Int]())
    let final = try pipeline.sample(
      text: text,
      unwanted: unwanted,
      sampling,
      enlarging: small,
      draw: { shape in
        draws += 1
        return Fixture.draw(shape, "noise \(draws - 1)")
      },
      onStep: { step, xt, _ in
        done.append(step)
        expectClose(xt, expected[step - 1..<step], ofLargest: 1e-4, "\(name), step \(step): ")
      }
    )
    #expect(done == Array(1...expected.shape[0]))
    expectClose(final, expected[done.count - 1..<done.count], ofLargest: 1e-4)
  }

  /// What is not a number in a text ends the sampling, and so do texts of another width and a schedule
  /// with fewer timesteps than there are to be steps.
  @Test func whatCannotBeSampledIsASentence() throws {
    try withTemporaryFolder { path in
      let folder = try ModelFolder(in: path, hasTextEncoder: false)
      try folder.write("scheduler/scheduler_config.json", replacing: "1000", by: "10")
      let pipeline = try TextToImagePipeline(ModelDirectory(path: path))
      let narrow = Fixture.draw([1, 77, 12], "text")
      for (text, steps, words) in [
        (text.map { _ in .nan }, 2, "step 1 leads to what is no number"),
        (narrow, 2, "texts of 24 channels, and the prompt was encoded with 12"),
        (text, 11, "its 10 timesteps, with an offset of 0, cannot be sampled in 11 steps"),
      ] {
        let error = #expect(throws: ModelError.self) {
          try pipeline.sample(
            text: text,
            unwanted: text,
            PictureSampling(stepCount: steps),
            draw: { Fixture.draw($0, "noise 0") }
          )
        }
        #expect(error?.description.contains(words) ?? false, "\(error?.description ?? "")")
      }
    }
  }

  /// A second stage that takes five channels, and one whose schedule ends before the noise of small
  /// pictures.
  @Test func aSecondStageThatCannotBeIsASentence() throws {
    try withTemporaryFolder { path in
      let folder = try ModelFolder(in: path, stage: "two", hasTextEncoder: false)
      func expectError(_ words: String) {
        let error = #expect(throws: ModelError.self) {
          try TextToImagePipeline(ModelDirectory(path: path))
        }
        #expect(error?.description.contains(words) ?? false, "\(error?.description ?? "")")
      }
      let noising = "image_noising_scheduler/scheduler_config.json"
      try folder.write(noising, replacing: "1000", by: "250")
      expectError("num_train_timesteps is 250, and must be above 250")
      try folder.write(noising, replacing: "250", by: "1000")
      try folder.write(
        "unet/config.json",
        replacing: "\"in_channels\": 6",
        by: "\"in_channels\": 5"
      )
      try folder.change("unet/diffusion_pytorch_model.safetensors") { tensors in
        let index = try #require(tensors.firstIndex { $0.name == "conv_in.weight" })
        tensors[index].array = NDArray(repeating: 0, shape: [8, 5, 3, 3])
      }
      expectError("a second stage takes the channels of two pictures, not 5")
    }
  }

  @Test func theNumberOfThreadsChangesNoByte() throws {
    try withTemporaryFolder { folder in
      _ = try ModelFolder(in: folder)
      let directory = try ModelDirectory(path: folder)
      let encoder = try PromptEncoder(directory)
      let pipeline = try TextToImagePipeline(directory)
      func picture() throws -> NDArray {
        var stream = RandomStream(seed: 7, "picture")
        return try pipeline.sample(
          text: encoder.encode(["a snowy mountain village"]).states,
          unwanted: encoder.encode([""]).states,
          PictureSampling(method: .ddim, stepCount: 3),
          draw: { NDArray.randomNormal(shape: $0, using: &stream) }
        )
      }
      let kept = ThreadCount.current
      defer { ThreadCount.current = kept }
      ThreadCount.current = 1
      let one = try picture()
      ThreadCount.current = 3
      #expect(try picture() == one)
      #expect(one.shape == [1, 3, 16, 16])
      #expect(one.values.allSatisfy { $0.isFinite })
    }
  }

  /// Half the resolution between aligned corners, by hand.
  @Test func smallPicturesAreEnlargedBetweenTheirCorners() {
    let small = NDArray([0, 2, 4, 10], shape: [1, 1, 2, 2])
    expectClose(
      bilinearResize(small, to: 3),
      NDArray([0, 1, 2, 2, 4, 6, 4, 7, 10], shape: [1, 1, 3, 3]),
      absolute: 1e-6
    )
  }
}
