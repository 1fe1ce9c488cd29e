import Arrays
import Datasets
import Drawing
import Testing

@Suite struct ScenePainterTests {
  /// One scene of each pair of subject and medium.
  static let pairs = PaintedSubject.allCases.flatMap { subject in
    PaintedMedium.allCases.map { PaintedScene.Pair(subject, $0) }
  }

  @Test func aPictureIsOpaqueAndOf64Pixels() {
    for pair in Self.pairs {
      let picture = ScenePainter.paint(PaintedScene(at: 0, seed: 1, pair: pair))
      #expect(picture.width == 64 && picture.height == 64)
      #expect(stride(from: 3, to: picture.rgba.count, by: 4).allSatisfy { picture.rgba[$0] == 255 })
    }
  }

  @Test func theSameSceneGivesTheSamePixelsInABatch() {
    let scenes = (0..<6).map { PaintedScene(at: $0, seed: 2) }
    let batch = ScenePainter.pictures(of: scenes)
    #expect(batch.shape == [6, 3, 64, 64])
    for (index, scene) in scenes.enumerated() {
      #expect(batch[index].values == ScenePainter.paint(scene).array().values)
    }
  }

  /// A bar of 0.01 in squared differences is a twentieth of a picture's range, everywhere.
  @Test func noTwoPicturesOfAPairAreAlike() {
    for pair in Self.pairs {
      let scenes = (0..<3).map { PaintedScene(at: $0, seed: 1, pair: pair) }
      let pictures = ScenePainter.pictures(of: scenes)
      for (first, second) in [(0, 1), (1, 2), (0, 2)] {
        let difference = pictures[first] - pictures[second]
        #expect((difference * difference).mean() > 0.01, "\(pair)")
      }
    }
  }

  /// What tells the media apart, measured: graphite has no colour, and the paper of a
  /// watercolour is bright.
  @Test func theMediaDiffer() {
    func saturation(_ medium: PaintedMedium) -> Float {
      mean(of: medium) { red, green, blue in max(red, green, blue) - min(red, green, blue) }
    }
    func brightness(_ medium: PaintedMedium) -> Float {
      mean(of: medium) { red, green, blue in (red + green + blue) / 3 }
    }
    for medium in PaintedMedium.allCases where medium != .pencilDrawing {
      #expect(saturation(.pencilDrawing) < 0.5 * saturation(medium))
    }
    for medium in [PaintedMedium.oilPainting, .photograph] {
      #expect(brightness(.watercolor) > brightness(medium) + 0.1)
    }
  }

  private func mean(
    of medium: PaintedMedium,
    _ measure: (Float, Float, Float) -> Float
  ) -> Float {
    let scenes = PaintedSubject.allCases.map {
      PaintedScene(at: 0, seed: 9, pair: PaintedScene.Pair($0, medium))
    }
    let pictures = ScenePainter.pictures(of: scenes)
    let size = 64 * 64
    var sum: Float = 0
    for picture in 0..<scenes.count {
      let values = pictures[picture].values
      for pixel in 0..<size {
        sum += measure(values[pixel], values[size + pixel], values[2 * size + pixel])
      }
    }
    return sum / Float(scenes.count * size)
  }
}
