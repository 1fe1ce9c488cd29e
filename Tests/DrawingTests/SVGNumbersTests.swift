import Testing

@testable import Drawing

@Suite struct SVGNumbersTests {
  @Test(arguments: [
    ("1.005", "1.01"), ("0.5", ".5"), ("-0.004", "0"), ("-0.006", "-.01"), ("12.100000", "12.1"),
    ("3.999", "4"), ("7", "7"), ("width:2.345px", "width:2.35px"),
    ("0 0 720.0 60.25", "0 0 720 60.25"),
    ("99.995", "100"), ("0.0195312", ".02"),
  ])
  func fractionsAreRoundedToHundredths(text: String, expected: String) {
    #expect(String(decoding: SVGNumbers.rounded(Array(text.utf8)[...]), as: UTF8.self) == expected)
  }

  @Test func pathsLoseTheirSpacesAndTheirLastMove() {
    let path = "M 10 20.5 L -0.25 3.125 L 0.5 0.75 Z M 10 20.5 "
    let short = String(decoding: SVGNumbers.path(Array(path.utf8)[...]), as: UTF8.self)
    #expect(short == "M10 20.5L-.25 3.13L.5 .75Z")
  }

  @Test func coloursBecomeHexadecimal() {
    let color = SVGNumbers.color(Array("fill:rgb(84.705882%,0%,100%)".utf8)[...])
    #expect(color.map { String(decoding: $0, as: UTF8.self) } == "fill:#d800ff")
    #expect(SVGNumbers.color(Array("stroke-width:2".utf8)[...]) == nil)
  }
}
