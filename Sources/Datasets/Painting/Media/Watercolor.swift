import Arrays

extension SceneLayers {
  /// Transparent washes that run into each other and dry darker at their edges, on white paper.
  func watercolor(using stream: inout RandomStream) -> PixelPicture {
    let source = whole.saturated(1.35)
    let side = source.side
    let wobble = (SmoothNoise(cells: 13, using: &stream), SmoothNoise(cells: 17, using: &stream))
    let coast = SmoothNoise(cells: 5 + stream.index(below: 5), using: &stream)
    let pools = SmoothNoise(cells: 6, using: &stream)
    let speckle = stream.grain(count: side * side)
    let border = Float(stream.between(-0.04, 0.08))
    let dilution = Float(stream.between(0.62, 0.82))

    let moved = PixelPicture(side: side) { x, y in
      let (u, v) = (Float(x) / Float(side), Float(y) / Float(side))
      let right = (wobble.0(u, v) - 0.5) * 5
      let down = (wobble.1(u, v) - 0.5) * 5
      return source[x + Int(right.rounded()), y + Int(down.rounded())]
    }
    let rims = moved.blurred(1).edges
    return PixelPicture(side: side) { x, y in
      let here = y * side + x
      let (u, v) = (Float(x) / Float(side), Float(y) / Float(side))
      let distance = min(min(u, 1 - u), min(v, 1 - v)) + (coast(u, v) - 0.5) * 0.09
      let inside = min(1, max(0, (distance - border) * 25))
      let rim = distance > border && distance < border + 0.03 ? Float(0.25) : 0
      let density = dilution * (0.6 + 0.75 * pools(u, v)) + 0.7 * min(0.5, rims[here]) + rim
      let pigment = (SIMD3<Float>.one - moved.pixels[here]) * density * inside
      let grain = 1 - 0.045 * speckle[here] * (0.4 + pigment.max())
      return (SIMD3(0.985, 0.975, 0.95) - pigment * 0.95) * grain
    }
  }
}
