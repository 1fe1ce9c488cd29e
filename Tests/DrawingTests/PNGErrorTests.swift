import Drawing
import Testing

@Suite struct PNGErrorTests {
  @Test func everyTruncationIsReported() throws {
    for name in ["palette-4-clear", "rgb-16-interlaced", "text"] {
      let whole = try Fixture.bytes(name)
      for count in 0..<whole.count {
        let error = #expect(throws: PNGError.self) {
          try PNG.decode(Array(whole[..<count]), path: "a/b.png")
        }
        let code = try #require(error?.code)
        #expect(
          count == 0 ? code == .notPNG : code == .truncated,
          "\(name) cut to \(count): \(code)"
        )
      }
    }
  }

  /// A flipped bit either is an error or, in a chunk that need not be understood, changes nothing.
  @Test func noFlippedBitCrashesOrPassesUnseen() throws {
    for name in ["grey-1-interlaced", "palette-2", "text"] {
      let whole = try Fixture.bytes(name)
      let picture = try PNG.decode(whole, path: name)
      for bit in 0..<whole.count * 8 {
        var damaged = whole
        damaged[bit / 8] ^= 1 << UInt8(bit % 8)
        if let decoded = try? PNG.decode(damaged, path: name) {
          #expect(decoded == picture, "\(name) with bit \(bit) flipped")
        }
      }
    }
  }

  @Test func aHugeHeaderIsRefusedBeforeMemoryIsTaken() throws {
    let bytes = try Fixture.bytes("huge")
    #expect(throws: PNGError(code: .tooLarge(width: 100_000, height: 100_000), path: "huge.png")) {
      try PNG.decode(bytes, path: "huge.png")
    }
  }

  @Test func otherFilesAreNamed() {
    let error = #expect(throws: PNGError.self) {
      try PNG.decode(Array("GIF89a, not a PNG".utf8), path: "photo.gif")
    }
    #expect(error?.description == "photo.gif is not a PNG file; convert the picture to PNG first.")
  }

  @Test(arguments: [
    PNGError.Code.notPNG, .truncated, .corrupt("bad"), .tooLarge(width: 9, height: 9), .outOfMemory,
  ])
  func everyErrorIsOneSentenceWithThePath(code: PNGError.Code) {
    let text = PNGError(code: code, path: "in/x.png").description
    #expect(text.hasPrefix("in/x.png ") && text.hasSuffix(".") && !text.contains(". "))
  }
}
