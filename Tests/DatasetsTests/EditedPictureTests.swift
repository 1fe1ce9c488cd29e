import Datasets
import Drawing
import Testing

@Suite struct EditedPictureTests {
  @Test(arguments: EditedPicture.allCases)
  func aPictureIsTheSameEveryTimeAndHasNoHoles(picture: EditedPicture) {
    let small = picture.paint(side: 32)
    #expect(small == picture.paint(side: 32))
    #expect(small.width == 32 && small.height == 32)
    #expect(stride(from: 3, to: small.rgba.count, by: 4).allSatisfy { small.rgba[$0] == 255 })
  }

  /// Ink on paper is nearly all white; the other pictures are not.
  @Test func theInkDrawingIsMostlyPaper() {
    func paper(_ picture: EditedPicture) -> Double {
      let bitmap = picture.paint(side: 64)
      let light = stride(from: 0, to: bitmap.rgba.count, by: 4).count { bitmap.rgba[$0] > 235 }
      return Double(light) / 4096
    }
    #expect(paper(.catDrawing) > 0.7)
    #expect(paper(.lighthouse) < 0.3 && paper(.stillLife) < 0.3 && paper(.campanile) < 0.3)
  }
}
