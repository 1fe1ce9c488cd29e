import Drawing
import Testing

@Suite struct PNGEncodingTests {
  /// Byte 25 of a PNG file is the colour type: 0 grey, 2 RGB, 6 RGBA (ISO/IEC 15948, 11.2.2).
  @Test(arguments: [
    (pixel: SIMD4<UInt8>(9, 9, 9, 255), colorType: UInt8(0)),
    (pixel: SIMD4(9, 8, 9, 255), colorType: 2), (pixel: SIMD4(9, 9, 9, 254), colorType: 6),
  ])
  func theLeastColourTypeThatHoldsThePictureIsUsed(pixel: SIMD4<UInt8>, colorType: UInt8) throws {
    var bitmap = Bitmap(width: 5, height: 3, rgba: [UInt8](repeating: 255, count: 60))
    bitmap[4, 2] = pixel
    let file = PNG.encode(bitmap)
    #expect(file[25] == colorType)
    #expect(try PNG.decode(file, path: "round trip") == bitmap)
  }

  @Test func picturesOfEverySizeComeBack() throws {
    for (width, height) in [(1, 1), (1, 40), (33, 2), (17, 19)] {
      var generator = SystemRandomNumberGenerator()
      let rgba = (0..<width * height * 4).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let bitmap = Bitmap(width: width, height: height, rgba: rgba)
      #expect(try PNG.decode(PNG.encode(bitmap), path: "round trip") == bitmap)
    }
  }

  @Test func textsComeBackInOrder() throws {
    let bitmap = Bitmap(width: 1, height: 1, rgba: [1, 2, 3, 255])
    let texts = [("Chapter", "A1.1"), ("Seed", ""), ("Symbol", "ᾱ ≈ 0.846"), ("Seed", "180")]
    let file = PNG.encode(bitmap, text: texts.map { (key: $0.0, value: $0.1) })
    let read = try PNG.text(in: file, path: "round trip")
    #expect(read.map(\.key) == texts.map(\.0))
    #expect(read.map(\.value) == texts.map(\.1))
    #expect(try PNG.decode(file, path: "round trip") == bitmap)
  }
}
