import Arrays
import Datasets
import Drawing
import Foundation
import Testing

@Suite struct PictureSheetTests {
  private let pictures = NDArray((0..<24).map { Float($0) / 23 }, shape: [4, 1, 2, 3])

  @Test func thePicturesComeBackWithEightBitsANumber() throws {
    let sheet = PictureSheet(pictures)
    #expect(sheet.count == 4)
    #expect(try sheet.bitmaps() == (0..<4).map { Bitmap(array: pictures[$0], range: 0...1) })
  }

  @Test func aSheetSurvivesBeingWrittenDown() throws {
    let sheet = PictureSheet(pictures)
    let copy = try JSONDecoder().decode(PictureSheet.self, from: JSONEncoder().encode(sheet))
    #expect(copy == sheet)
  }

  /// Three columns of 3 pixels and two gaps, two rows of 2 pixels and one gap; two places are empty.
  @Test func tilesStandInRowsWithATransparentPixelBetween() throws {
    let tiled = try PictureSheet(pictures).tiled(columns: 3)
    #expect((tiled.width, tiled.height) == (11, 5))
    #expect(tiled[4, 0] == Bitmap(array: pictures[1], range: 0...1)[0, 0])
    #expect(tiled[2, 4] == Bitmap(array: pictures[3], range: 0...1)[2, 1])
    #expect(tiled[3, 0][3] == 0)
    #expect(tiled[10, 4][3] == 0)
  }
}
