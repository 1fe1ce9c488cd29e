import Arrays
import Datasets
import Drawing
import Testing

@Suite struct CampanileTests {
  let painting = Campanile.paint(side: 256)

  @Test func twoPaintingsAreTheSame() { #expect(painting == Campanile.paint(side: 256)) }

  @Test(arguments: [1, 28, 64])
  func itHasTheSizeAskedForAndNoHoles(side: Int) {
    let small = Campanile.paint(side: side)
    #expect(small.width == side && small.height == side)
    #expect(stride(from: 3, to: small.rgba.count, by: 4).allSatisfy { small.rgba[$0] == 255 })
  }

  /// Sizes show one painting: the small one is the mean of the areas of the large one, but for the
  /// rounding of both.
  @Test func aSmallPaintingIsTheLargeOneReduced() {
    let reduced = painting.resized(width: 64, height: 64)
    let small = Campanile.paint(side: 64)
    let differences = zip(small.rgba, reduced.rgba).map { abs(Int($0) - Int($1)) }
    #expect(differences.allSatisfy { $0 <= 1 })
  }

  /// The western face is the brightest thing at the height of the clock, and the sky is darker above
  /// than at the horizon.
  @Test func theLightComesFromTheWest() {
    func brightness(_ x: Double, _ y: Double) -> Int {
      let pixel = painting[Int(x * 256), Int(y * 256)]
      return Int(pixel.x) + Int(pixel.y) + Int(pixel.z)
    }
    let (west, north, sky) = (brightness(0.44, 0.5), brightness(0.55, 0.5), brightness(0.9, 0.5))
    #expect(west > sky && sky > north - 60)
    #expect(west > north + 100)
    #expect(brightness(0.2, 0.7) > brightness(0.2, 0.05) + 200)
  }
}
