import Arrays
import Datasets
import Drawing
import Foundation
import TestSupport
import Testing

@Suite struct PhotographTests {
  private func bitmap(_ width: Int, _ height: Int, _ pixels: [[UInt8]]) -> Bitmap {
    Bitmap(width: width, height: height, rgba: pixels.flatMap { $0 })
  }

  /// By hand: 0 is -1, 255 is 1, and 51 is 51/127.5 - 1 = -0.6.
  @Test func valuesRunFromMinusOneToOne() {
    let array = Photograph.array(of: bitmap(1, 1, [[0, 255, 51, 255]]), side: 1)
    expectClose(array, NDArray([-1, 1, -0.6], shape: [3, 1, 1]), absolute: 1e-6)
  }

  /// By hand: black at alpha 102/255 = 0.4 over white is 0.6·255 = 153, and 153/127.5 - 1 = 0.2.
  @Test func whatIsTransparentStandsOnWhite() {
    let array = Photograph.array(of: bitmap(1, 1, [[0, 0, 0, 102]]), side: 1)
    expectClose(array, NDArray([0.2, 0.2, 0.2], shape: [3, 1, 1]), absolute: 1e-6)
  }

  /// The outer columns, red, are cut off; the middle ones are black above and white below.
  @Test func theSquareAroundTheCentreIsKept() {
    let (red, black, white): ([UInt8], [UInt8], [UInt8]) = (
      [255, 0, 0, 255], [0, 0, 0, 255], [255, 255, 255, 255]
    )
    let wide = bitmap(4, 2, [red, black, black, red, red, white, white, red])
    let array = Photograph.array(of: wide, side: 2)
    let channel: [Float] = [-1, -1, 1, 1]
    expectClose(array, NDArray(channel + channel + channel, shape: [3, 2, 2]))
  }

  /// By hand: the mean of two black and two white pixels is 127.5, which is rounded to 128.
  @Test func aLargerPictureIsAveragedByArea() {
    let (black, white): ([UInt8], [UInt8]) = ([0, 0, 0, 255], [255, 255, 255, 255])
    let array = Photograph.array(of: bitmap(2, 2, [black, white, white, black]), side: 1)
    expectClose(array, NDArray(repeating: 128 / 127.5 - 1, shape: [3, 1, 1]), absolute: 1e-6)
  }

  @Test func aFileGivesWhatItsPictureGives() throws {
    try withTemporaryFolder { folder in
      let picture = Campanile.paint(side: 40)
      try Data(PNG.encode(picture)).write(to: URL(fileURLWithPath: "\(folder)/tower.png"))
      let array = try Photograph.load(path: "\(folder)/tower.png", side: 16)
      #expect(array == Photograph.array(of: picture, side: 16))
    }
  }

  @Test func aFileThatIsNoPictureIsNamed() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/tower.png"
      try Data("not a picture".utf8).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: DatasetError.self) { try Photograph.load(path: path, side: 8) }
      #expect(error?.description.contains(path) == true)
    }
  }

  @Test func aMissingFileIsNamed() {
    let error = #expect(throws: DatasetError.self) {
      try Photograph.load(path: "/nowhere/tower.png", side: 8)
    }
    #expect(error == DatasetError(.unreadableFile, path: "/nowhere/tower.png"))
  }
}
