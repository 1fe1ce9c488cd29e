import Arrays
import Foundation
import TestSupport
import Testing

@testable import TextToImage

@Suite struct PipelineTests {
  /// All pictures on the way, of both stages, with the noise that diffusers was given.
  @Test(arguments: [("one", 5, Float(7)), ("two", 4, 4)])
  func picturesAreDiffusersStepByStep(stage: String, steps: Int, guidance: Float) throws {
    try withTemporaryFolder { folder in
      _ = try ModelFolder(in: folder, stage: stage, hasTextEncoder: false)
      let pipeline = try TextToImagePipeline(ModelDirectory(path: folder))
      let expected = try Fixture("pipelines")[stage]
      var draws = 0
      var done: [Int] = []
      let final = try pipeline.sample(
        text: Fixture.draw([1, 77, 24], "text"),
        unwanted: Fixture.draw([1, 77, 24], "unwanted"),
        PictureSampling(stepCount: steps, guidanceScale: guidance),
        enlarging: stage == "two" ? SmallPictures(Fixture.draw([1, 3, 8, 8], "small")) : nil,
        draw: { shape in
          draws += 1
          return Fixture.draw(shape, "noise \(draws - 1)")
        },
        onStep: { step, xt, _ in
          done.append(step)
          expectClose(xt, expected[step - 1..<step], ofLargest: 1e-4, "step \(step): ")
        }
      )
      expectClose(final, expected[steps - 1..<steps], ofLargest: 1e-4)
      #expect(done == Array(1...steps))
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
          text: encoder.encode(["a snowy mountain village"]),
          unwanted: encoder.encode([""]),
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
