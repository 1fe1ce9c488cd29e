import Drawing
import Testing

@Suite struct BitmapTests {
  @Test func aConstantStaysConstantAtEverySize() {
    let color: [UInt8] = [200, 30, 77, 255]
    let bitmap = Bitmap(
      width: 13,
      height: 9,
      rgba: Array([[UInt8]](repeating: color, count: 117).joined())
    )
    for (width, height) in [(1, 1), (5, 4), (12, 8), (13, 2), (40, 3), (26, 18)] {
      let resized = bitmap.resized(width: width, height: height)
      #expect(resized.width == width && resized.height == height)
      #expect((0..<width * height).allSatisfy { Array(resized.rgba[$0 * 4..<$0 * 4 + 4]) == color })
    }
  }

  /// Of four pixels onto three, each new pixel covers 4/3 of an old one: (a + b/3) / (4/3), and so on.
  @Test func reducingAveragesTheAreaThatIsCovered() {
    let greys: [UInt8] = [0, 100, 200, 40]
    let row = Bitmap(width: 4, height: 1, rgba: greys.flatMap { [$0, $0, $0, 255] })
    let expected = [25.0, 150, 80].map { UInt8($0) }
    #expect((0..<3).map { row.resized(width: 3, height: 1)[$0, 0].x } == expected)
    let column = Bitmap(width: 1, height: 4, rgba: row.rgba)
    #expect((0..<3).map { column.resized(width: 1, height: 3)[0, $0].x } == expected)
  }

  @Test func reducingByAWholeFactorKeepsTheMean() {
    let greys = (0..<64).map { UInt8($0 * 4) }
    let bitmap = Bitmap(width: 8, height: 8, rgba: greys.flatMap { [$0, $0, $0, 255] })
    // The mean of 0, 4 … 252 is 126.
    #expect(bitmap.resized(width: 1, height: 1)[0, 0] == SIMD4(126, 126, 126, 255))
  }

  @Test func clearPixelsDoNotTintTheirNeighbours() {
    let pair = Bitmap(width: 2, height: 1, rgba: [255, 0, 0, 255, 0, 255, 0, 0])
    #expect(pair.resized(width: 1, height: 1)[0, 0] == SIMD4(255, 0, 0, 128))
  }

  @Test func enlargingRepeatsTheNearestPixel() {
    let bitmap = Bitmap(width: 2, height: 2, rgba: (0..<16).map { UInt8($0) })
    let resized = bitmap.resized(width: 6, height: 4)
    for y in 0..<4 {
      for x in 0..<6 { #expect(resized[x, y] == bitmap[x / 3, y / 2]) }
    }
  }

  @Test func theCropIsTheMiddle() {
    let bitmap = Bitmap(width: 5, height: 2, rgba: (0..<40).map { UInt8($0) })
    let cropped = bitmap.croppedToSquare()
    #expect(cropped.width == 2 && cropped.height == 2)
    #expect(cropped[0, 0] == bitmap[1, 0] && cropped[1, 1] == bitmap[2, 1])
  }

  @Test func flatteningMixesWithTheGround() {
    let bitmap = Bitmap(width: 3, height: 1, rgba: [9, 9, 9, 0, 0, 0, 0, 51, 7, 8, 9, 255])
    let flat = bitmap.flattened(over: .white)
    // 51 / 255 = 0.2 of black over white is 204.
    #expect(flat[0, 0] == SIMD4(255, 255, 255, 255) && flat[1, 0] == SIMD4(204, 204, 204, 255))
    #expect(flat[2, 0] == SIMD4(7, 8, 9, 255))
  }
}
