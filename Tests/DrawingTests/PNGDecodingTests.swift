import Drawing
import Foundation
import Testing

/// The pictures under Fixtures are described in `make_fixtures.py`, which wrote them without libpng.
@Suite struct PNGDecodingTests {
  static let layouts: [(name: String, depths: [Int], channels: Int)] = [
    ("grey", [1, 2, 4, 8, 16], 1), ("rgb", [8, 16], 3), ("palette", [1, 2, 4, 8], 1),
    ("grey-alpha", [8, 16], 2), ("rgba", [8, 16], 4),
  ]

  @Test(
    arguments: layouts.flatMap { layout in
      layout.depths.flatMap {
        [("\(layout.name)-\($0)", $0), ("\(layout.name)-\($0)-interlaced", $0)]
      }
    }
  )
  func everyColourTypeAndDepthIsRead(name: String, depth: Int) throws {
    let bitmap = try PNG.decode(Fixture.bytes(name), path: name)
    #expect(bitmap.width == 7 && bitmap.height == 6)
    for y in 0..<6 {
      for x in 0..<7 {
        #expect(bitmap[x, y] == Fixture.pixel(x, y, name, depth), "\(name) at (\(x), \(y))")
      }
    }
  }

  @Test(arguments: [("grey-2-clear", 2), ("rgb-16-clear", 16), ("palette-4-clear", 4)])
  func transparencyOfAColourIsRead(name: String, depth: Int) throws {
    let bitmap = try PNG.decode(Fixture.bytes(name), path: name)
    for y in 0..<6 {
      for x in 0..<7 {
        let first = Fixture.sample(x, y, 0, depth)
        let isClear = (0..<3).allSatisfy {
          Fixture.sample(x, y, $0, depth) == Fixture.sample(0, 0, $0, depth)
        }
        let alpha =
          switch name {
          case "grey-2-clear": first == 0 ? 0 : 255
          case "rgb-16-clear": isClear ? 0 : 255
          default: first < 4 ? 60 * first : 255
          }
        var expected = Fixture.pixel(x, y, name, depth)
        expected.w = UInt8(alpha)
        #expect(bitmap[x, y] == expected, "\(name) at (\(x), \(y))")
      }
    }
  }

  @Test func textChunksOfThreeKindsAreRead() throws {
    let texts = try PNG.text(in: Fixture.bytes("text"), path: "text.png")
    #expect(texts.map(\.key) == ["Title", "Notes", "Symbol"])
    let notes = String(repeating: "squeezed ", count: 9)
    #expect(texts.map(\.value) == ["Café", notes, "ᾱ = 0.846"])
  }
}

/// The pictures of `make_fixtures.py` and the formulas by which it made them.
enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "png", subdirectory: "Fixtures")
    )
    return Array(try Data(contentsOf: url))
  }

  static func sample(_ x: Int, _ y: Int, _ channel: Int, _ depth: Int) -> Int {
    (37 * x + 59 * y + 101 * channel + 7 * x * y) % (1 << depth)
  }

  /// Returns the pixel of an opaque picture or of one with an alpha channel, scaled to 8 bits.
  static func pixel(_ x: Int, _ y: Int, _ name: String, _ depth: Int) -> SIMD4<UInt8> {
    let most = Double(1 << depth - 1)
    func scaled(_ channel: Int) -> UInt8 {
      UInt8((Double(sample(x, y, channel, depth)) * 255 / most).rounded())
    }
    if name.hasPrefix("palette") {
      let entry = sample(x, y, 0, depth)
      let color = [5 * entry, 255 - 3 * entry, 11 * entry].map { UInt8(($0 + 1024) % 256) }
      return SIMD4(color[0], color[1], color[2], 255)
    }
    if name.hasPrefix("rgba") { return SIMD4(scaled(0), scaled(1), scaled(2), scaled(3)) }
    if name.hasPrefix("rgb") { return SIMD4(scaled(0), scaled(1), scaled(2), 255) }
    let alpha = name.hasPrefix("grey-alpha") ? scaled(1) : 255
    return SIMD4(scaled(0), scaled(0), scaled(0), alpha)
  }
}
