import Drawing
import Testing

@Suite struct FontTests {
  @Test(arguments: [Font.sans(12), .sans(12, weight: .semibold), .serif(15), .mono(11)])
  func digitsAreEquallyWide(font: Font) {
    let widths = (0...9).map { font.measure("\($0)").width }
    #expect(widths.allSatisfy { abs($0 - widths[0]) < 1e-9 })
    #expect(abs(font.measure("1117").width - font.measure("8888").width) < 1e-9)
  }

  @Test func widthGrowsWithSizeAndWeight() {
    let width = Font.sans(10).measure("cosine").width
    #expect(abs(Font.sans(20).measure("cosine").width - 2 * width) < 0.01)
    #expect(Font.sans(10, weight: .semibold).measure("cosine").width > width)
    #expect(Font.sans(10).measure("").width == 0)
  }

  /// The families differ where the declared packages are installed; a fallback would be one for all.
  @Test func theDeclaredFamiliesAreInstalled() {
    let widths = [Font.sans(20), .serif(20), .mono(20)].map { $0.measure("Hamburgefonstiv").width }
    #expect(Set(widths).count == 3)
    // JetBrains Mono advances 600 of 1000 units a letter.
    #expect(abs(widths[2] - 15 * 12) < 0.01)
  }

  /// The glyph of a letter that no font has is the box; the symbols of the report are not boxes.
  @Test func theSymbolsOfTheReportHaveGlyphs() throws {
    func ink(_ text: String) throws -> Bitmap {
      let canvas = Canvas(.png(scale: 1), size: Size(width: 40, height: 40))
      canvas.text(text, at: Point(10, 30), font: .sans(20), color: .black)
      return try canvas.bitmap()
    }
    let box = try ink("\u{10FFFD}")
    for symbol in "ᾱσεβμ√×≤≥≈∞→−·₀₁ₜ⁻³†…" { #expect(try ink("\(symbol)") != box, "\(symbol)") }
  }
}
