import Datasets
import Testing

@Suite struct PaintedSceneTests {
  let scenes = (0..<4000).map { PaintedScene(at: $0, seed: 3) }

  @Test func aSceneDependsOnItsPlaceAndSeedAlone() {
    #expect(PaintedScene(at: 17, seed: 3) == scenes[17])
    #expect((0..<40).contains { PaintedScene(at: $0, seed: 4) != scenes[$0] })
  }

  @Test func heldOutPairsAreNeverPaintedForTraining() {
    let pairs = Set(scenes.map { PaintedScene.Pair($0.subject, $0.medium) })
    #expect(pairs.isDisjoint(with: PaintedScene.heldOutPairs))
    #expect(pairs.count == 24 * 5 - PaintedScene.heldOutPairs.count, "all others are painted")
  }

  @Test func theOtherSplitIsTheHeldOutPairs() {
    let held = (0..<400).map { PaintedScene(at: $0, seed: 3, split: .heldout) }
    #expect(Set(held.map { PaintedScene.Pair($0.subject, $0.medium) }) == PaintedScene.heldOutPairs)
  }

  @Test func everySubjectAndMediumIsSeenOutsideTheHeldOutPairs() {
    for subject in PaintedSubject.allCases {
      #expect(PaintedScene.heldOutPairs.count { $0.subject == subject } <= 1)
    }
    for medium in PaintedMedium.allCases {
      #expect(PaintedScene.heldOutPairs.count { $0.medium == medium } == 2)
    }
  }

  @Test func aCaptionSaysNothingThatThePictureDoesNotShow() {
    for scene in scenes where !scene.caption.isEmpty && scene.caption != "a high quality photo" {
      #expect(!scene.caption.contains("  "))
      #expect(scene.caption.contains("at night") ? scene.time == .night : true)
      #expect(scene.caption.contains("in winter") ? scene.season == .winter : true)
      #expect(scene.caption.contains("oil painting") ? scene.medium == .oilPainting : true)
      #expect(scene.caption.contains("skull") == (scene.subject == .skull))
    }
  }

  /// One of forty captions is empty: 100 of 4000 with a standard deviation of 10.
  @Test func someCaptionsAreEmptyAndSomeNameAPhotoAlone() {
    #expect((60...140).contains(scenes.count { $0.caption.isEmpty }))
    #expect(scenes.contains { $0.caption == "a high quality photo" && $0.medium == .photograph })
  }

  @Test func thePromptsOfTheReportAreCaptions() {
    let captions = Set((0..<40_000).map { PaintedScene(at: $0, seed: 5).caption })
    for prompt in [
      "", "a high quality photo", "an oil painting of a snowy mountain village", "a rocket ship",
      "an oil painting of people around a campfire", "an oil painting of an old man",
      "a lithograph of a skull", "a lithograph of waterfalls", "a photo of a dog", "a pencil",
      "a photo of a man wearing a hat",
    ] {
      #expect(captions.contains(prompt), "\(prompt)")
    }
  }
}
