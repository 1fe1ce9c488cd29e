import Arrays
public import Drawing

/// A bell tower above trees at dusk, painted with Cairo: the report's own photograph.
///
/// The model is Sather Tower in Berkeley. The sun has just gone down at the left: the western face of
/// the tower still glows, the northern one is in the blue shade of the sky, and the first lamps burn.
/// The scene is painted in units of one picture, x to the right and y downwards in `0...1`, and reduced
/// by exact areas, so that every size shows the same painting.
public enum Campanile {
  /// Paints the tower.
  ///
  /// - Parameter side: The width and height of the picture in pixels, at least 1.
  /// - Returns: An opaque picture; the same bytes every time.
  public static func paint(side: Int) -> Bitmap { EditedPicture.campanile.paint(side: side) }

  static func paint(on canvas: Canvas) {
    var stream = RandomStream(seed: 1914, "campanile")
    paintSky(on: canvas, using: &stream)
    paintHills(on: canvas, using: &stream)
    paintTown(on: canvas, using: &stream)
    BellTower().paint(on: canvas)
    paintGrove(on: canvas, using: &stream)
  }
}

extension Canvas {
  /// Paints a soft round spot that fades to nothing, stretched to a width and a height.
  func glow(at center: Point, width: Double, height: Double, color: Color) {
    let shape = Transform.scale(x: width, y: height).then(.translation(x: center.x, y: center.y))
    withTransform(shape) {
      fill(
        .circle(center: Point(0, 0), radius: 1),
        with: .radialGradient(
          center: Point(0, 0),
          radius: 1,
          stops: [
            GradientStop(offset: 0, color: color),
            GradientStop(offset: 0.35, color: color.opacity(color.alpha * 0.62)),
            GradientStop(offset: 0.7, color: color.opacity(color.alpha * 0.16)),
            GradientStop(offset: 1, color: color.opacity(0)),
          ]
        )
      )
    }
  }
}

extension RandomStream {
  /// Returns a number drawn uniformly from a range.
  mutating func next(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(nextUniform())
  }
}
