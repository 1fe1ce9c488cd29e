import Arrays
import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SceneLayers {
  /// Thick strokes that follow the forms, with relief.
  ///
  /// Strokes take the colour below their middle and run along edges (after Haeberli 1990); broad ones
  /// cover everything, fine ones repeat what has detail.
  func oilPainting(using stream: inout RandomStream) -> PixelPicture {
    let source = whole.saturated(1.35)
    let forms = source.blurred(2)
    let edges = source.edges
    let canvas = Canvas(
      .png(scale: 1),
      size: Size(width: Double(source.side), height: Double(source.side))
    )
    let drift = stream.between(0, .pi)
    for (cell, length, width, detail) in [
      (7, 11.0, 6.0, -1), (4, 6.0, 3.0, 0.1), (3, 3.2, 1.8, 0.25),
    ]
      as [(Int, Double, Double, Float)]
    {
      for top in stride(from: 0, to: source.side, by: cell) {
        for left in stride(from: 0, to: source.side, by: cell) {
          let x = min(source.side - 1, left + stream.index(below: cell))
          let y = min(source.side - 1, top + stream.index(below: cell))
          guard edges[y * source.side + x] > detail else { continue }
          let angle = Self.direction(at: x, y, in: forms) ?? drift + stream.between(-0.5, 0.5)
          stroke(x, y, length: length, width: width, angle: angle, source, canvas, &stream)
        }
      }
    }
    let (strokes, alpha) = PixelPicture.split(canvas.pixels())
    // Outlines stay: strokes that fray them at random would be noise, and guidance makes it louder.
    let cover = zip(alpha, edges).map { alpha, edge in alpha * (1 - 0.7 * min(1, 3 * edge)) }
    return Self.varnished(PixelPicture.blend(source, strokes, by: cover), using: &stream)
  }

  private func stroke(
    _ x: Int,
    _ y: Int,
    length: Double,
    width: Double,
    angle: Double,
    _ source: PixelPicture,
    _ canvas: Canvas,
    _ stream: inout RandomStream
  ) {
    let color =
      source[x, y] + SIMD3<Float>(repeating: Float(stream.between(-0.05, 0.05) * min(1, width / 4)))
    let (dx, dy) = (cos(angle) * length / 2, sin(angle) * length / 2)
    canvas.stroke(
      .polyline([Point(Double(x) - dx, Double(y) - dy), Point(Double(x) + dx, Double(y) + dy)]),
      with: Color(red: Double(color.x), green: Double(color.y), blue: Double(color.z), alpha: 0.92),
      style: StrokeStyle(width: width, cap: .round)
    )
  }

  /// The direction along the edge at a place; `nil` where there is none.
  private static func direction(at x: Int, _ y: Int, in forms: PixelPicture) -> Double? {
    let (dx, dy) = forms.gradient(x, y)
    let (gx, gy) = (dx.sum(), dy.sum())
    guard gx * gx + gy * gy > 0.002 else { return nil }
    return atan2(Double(gx), Double(-gy))
  }

  /// Lets light fall across the paint, each time from another side.
  ///
  /// A texture that every oil painting had alike, such as light from one corner or the weave of a
  /// canvas, would be the surest sign of oil, and strong guidance would exaggerate it above all else.
  private static func varnished(
    _ paint: PixelPicture,
    using stream: inout RandomStream
  ) -> PixelPicture {
    let heights = paint.brightness
    let side = paint.side
    let angle = stream.between(0, 2 * .pi)
    let (dx, dy) = (Int((2.5 * cos(angle)).rounded()), Int((2.5 * sin(angle)).rounded()))
    return PixelPicture(side: side) { x, y in
      let here = y * side + x
      let (column, row) = (x + dx, y + dy)
      let isInside = (0..<side).contains(column) && (0..<side).contains(row)
      let slope = isInside ? heights[here] - heights[row * side + column] : 0
      let relief = min(0.08, max(-0.08, slope * 0.2))
      return paint.pixels[here] * (1 + relief) + SIMD3(repeating: relief * 0.25)
    }
  }
}
