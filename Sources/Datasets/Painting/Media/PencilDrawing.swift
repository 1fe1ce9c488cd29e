import Arrays

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SceneLayers {
  /// Outlines and hatching in graphite on paper; the ground is only hinted at.
  func pencilDrawing(using stream: inout RandomStream) -> PixelPicture {
    let source = whole
    let side = source.side
    let tones = source.blurred(1).brightness
    let edges = source.edges
    let wobble = SmoothNoise(cells: 9, using: &stream)
    let pressure = SmoothNoise(cells: 5, using: &stream)
    let tooth = stream.grain(count: side * side)
    let angle = Float(stream.between(0.5, 1.1)) * (stream.chance(0.5) ? 1 : -1)
    let (along, across) = (cos(angle), sin(angle))
    let papers: [SIMD3<Float>] = [[0.97, 0.965, 0.95], [0.95, 0.93, 0.88], [0.93, 0.93, 0.93]]
    let paper = stream.pick(papers)
    let range = Self.toneRange(tones)

    return PixelPicture(side: side) { x, y in
      let here = y * side + x
      let (u, v) = (Float(x) / Float(side), Float(y) / Float(side))
      let bend = wobble(u, v) * 5
      let middle = (u - 0.5) * (u - 0.5) + (v - 0.5) * (v - 0.5)
      let behind = max(0, 0.75 - 2.2 * middle)
      let presence = cover[here] + (1 - cover[here]) * behind
      let bright = min(1, max(0, (tones[here] - range.lowerBound) / range.upperBound))
      let dark = (0.92 - bright * 0.92) * presence
      let first = Self.hatch(Float(x) * along + Float(y) * across + bend, period: 5, dark * 1.15)
      let second = Self.hatch(
        Float(x) * along * 0.4 - Float(y) * across + bend,
        period: 5,
        dark * 1.9 - 0.95
      )
      let outline = min(0.85, max(0, edges[here] * 2.2 - 0.12)) * (0.35 + 0.65 * presence)
      let tone = 0.28 * dark + 0.42 * first + 0.35 * second
      let graphite = max(outline, tone) * (0.8 + 0.3 * pressure(u, v))
      let rough = graphite * (1 + 0.3 * tooth[here])
      return paper - SIMD3(0.86, 0.85, 0.82) * min(0.95, max(0, rough)) + 0.008 * tooth[here]
    }
  }

  /// How dark a pixel is under lines at a distance of `period`: their width grows with the darkness.
  private static func hatch(_ place: Float, period: Float, _ darkness: Float) -> Float {
    guard darkness > 0 else { return 0 }
    let phase = place / period
    let distance = abs(phase - phase.rounded(.down) - 0.5) * 2
    return min(1, max(0, (darkness - distance) * 2.5 + 0.2))
  }

  /// The darkest tone that matters, and how far the brightest is above it: the eye adapts to night.
  private static func toneRange(_ tones: [Float]) -> (lowerBound: Float, upperBound: Float) {
    let sorted = tones.sorted()
    let low = sorted[sorted.count / 50]
    return (low, max(0.25, sorted[sorted.count - 1 - sorted.count / 20] - low))
  }
}
