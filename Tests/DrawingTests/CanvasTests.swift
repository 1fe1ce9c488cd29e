import Drawing
import Testing

@Suite struct CanvasTests {
  static let surfaces: [Canvas.Surface] = [.png(scale: 1.5), .svg, .pdf]

  /// A drawing with everything in it that gets an id: a gradient, a clip, text, and a picture.
  static func drawing(_ surface: Canvas.Surface, seed: Int = 0) throws -> [UInt8] {
    let canvas = Canvas(surface, size: Size(width: 80, height: 60))
    let stops = [
      GradientStop(offset: 0, color: Color(hex: 0xd8ab5b)), GradientStop(offset: 1, color: .black),
    ]
    let paint = Paint.linearGradient(from: Point(0, 0), to: Point(80, 0), stops: stops)
    canvas.clip(to: .circle(center: Point(30, 30), radius: 25)) {
      canvas.fill(.rectangle(Rect(x: 0, y: 0, width: 80, height: 60)), with: paint)
      canvas.image(
        Bitmap(width: 2, height: 1, rgba: [255, 0, 0, 255, 0, UInt8(seed), 255, 255]),
        in: Rect(x: 20, y: 20, width: 20, height: 10)
      )
    }
    canvas.text("Σ 0.846", at: Point(5, 55), font: .sans(12), color: .black, angle: -0.1)
    return try canvas.finish()
  }

  @Test(arguments: surfaces) func bytesDoNotDependOnWhatWasDrawnBefore(
    surface: Canvas.Surface
  ) throws {
    let first = try Self.drawing(surface)
    let other = try Self.drawing(surface, seed: 7)
    let unfinished = Canvas(surface, size: Size(width: 9, height: 9))
    unfinished.fill(.rectangle(Rect(x: 0, y: 0, width: 5, height: 5)), with: .black)
    #expect(try Self.drawing(surface) == first)
    #expect(try Self.drawing(surface, seed: 7) == other)
    #expect(first != other)
  }

  @Test func idsOfDifferentFilesNeverMeet() throws {
    func ids(_ seed: Int) throws -> (declared: [Substring], used: Set<Substring>) {
      let text = String(decoding: try Self.drawing(.svg, seed: seed), as: UTF8.self)
      let used = text.matches(of: #/#([^")]+)/#).map { $0.output.1 }.filter { $0.contains("-") }
      return (text.matches(of: #/id="([^"]+)"/#).map { $0.output.1 }, Set(used))
    }
    let (first, second) = (try ids(0), try ids(7))
    #expect(first.declared.count > 5 && Set(first.declared).count == first.declared.count)
    #expect(first.used.isSubset(of: first.declared) && !first.used.isEmpty)
    #expect(Set(first.declared).isDisjoint(with: second.declared))
  }

  @Test func filesAreWhatTheySay() throws {
    #expect(try Self.drawing(.svg).starts(with: Array("<svg ".utf8)))
    #expect(try Self.drawing(.pdf).starts(with: Array("%PDF-".utf8)))
    let picture = try PNG.decode(Self.drawing(.png(scale: 1.5)), path: "drawing")
    #expect(picture.width == 120 && picture.height == 90)
  }

  @Test func coloursAndAlphaReachThePixels() throws {
    let canvas = Canvas(.png(scale: 1), size: Size(width: 4, height: 2))
    let half = Path.rectangle(Rect(x: 0, y: 0, width: 2, height: 2))
    canvas.fill(half, with: Color(hex: 0x336699, alpha: 0.6))
    let bitmap = try canvas.bitmap()
    // Cairo keeps 8-bit premultiplied colours: at alpha 153 a step is 255 / 153, not quite 2.
    let difference = SIMD4<Int>(truncatingIfNeeded: bitmap[1, 1]) &- SIMD4(0x33, 0x66, 0x99, 153)
    #expect((0..<4).allSatisfy { abs(difference[$0]) <= 1 })
    #expect(bitmap[3, 1] == SIMD4(0, 0, 0, 0))
  }

  @Test(arguments: [1.0, 2, 3]) func enlargedPicturesStayPixels(scale: Double) throws {
    let bitmap = Bitmap(
      width: 3,
      height: 2,
      rgba: (0..<24).map { $0 % 4 == 3 ? 255 : UInt8($0 * 10) }
    )
    let canvas = Canvas(.png(scale: scale), size: Size(width: 14, height: 10))
    canvas.image(bitmap, in: Rect(x: 2, y: 2, width: 10, height: 6))
    let drawn = try canvas.bitmap()
    let (left, right) = (Int(2 * scale), Int(12 * scale))
    let (top, bottom) = (Int(2 * scale), Int(8 * scale))
    for y in 0..<drawn.height {
      for x in 0..<drawn.width {
        let isInside = (left..<right).contains(x) && (top..<bottom).contains(y)
        let column = Int((Double(x) + 0.5 - 2 * scale) * 3 / (10 * scale))
        let row = Int((Double(y) + 0.5 - 2 * scale) * 2 / (6 * scale))
        let expected = isInside ? bitmap[column, row] : SIMD4(0, 0, 0, 0)
        #expect(drawn[x, y] == expected, "at (\(x), \(y))")
      }
    }
  }

  @Test func reducedPicturesAreAveraged() throws {
    let stripes = (0..<400).map { $0 / 4 % 2 == 0 || $0 % 4 == 3 ? UInt8(255) : 0 }
    let canvas = Canvas(.png(scale: 1), size: Size(width: 5, height: 5))
    canvas.image(
      Bitmap(width: 10, height: 10, rgba: stripes),
      in: Rect(x: 0, y: 0, width: 5, height: 5)
    )
    // Black and white columns in turn average to 127.5.
    #expect(try canvas.bitmap()[2, 2] == SIMD4(128, 128, 128, 255))
  }
}
