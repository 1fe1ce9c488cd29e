import Arrays

extension SceneLayers {
  /// Soft light, a ground out of focus, glow around what is bright, darker corners, film grain.
  func photograph(using stream: inout RandomStream) -> PixelPicture {
    let side = back.side
    // What fills the picture is all far away, and in focus.
    let isFar = [.village, .mountain, .waterfall, .moonrise].contains(scene.subject)
    let ground = back.blurred(isFar ? 1 : 2 + stream.index(below: 3))
    let sharp = PixelPicture.blend(ground, front, by: cover)
    let soft = sharp.blurred(1)
    let glow = sharp.blurred(7)
    let grain = stream.grain(count: side * side)
    let warmth = Float(stream.between(-0.03, 0.04))
    let corner = Float(stream.between(0.25, 0.6))
    let contrast = Float(stream.between(1.02, 1.15))
    return PixelPicture(side: side) { x, y in
      let here = y * side + x
      let (u, v) = (Float(x) / Float(side) - 0.5, Float(y) / Float(side) - 0.5)
      let mixed = soft.pixels[here] * 0.75 + sharp.pixels[here] * 0.25
      let bright = (glow.pixels[here] - 0.55).clamped(lowerBound: .zero, upperBound: .one)
      let lit = mixed + bright * 0.35 * (SIMD3.one - mixed)
      let graded = (lit - 0.5) * contrast + 0.5
      let tinted = graded * SIMD3(1 + warmth, 1, 1 - warmth)
      return tinted * (1 - corner * (u * u + v * v)) + 0.018 * grain[here]
    }
  }
}
