import Arrays

extension SceneLayers {
  /// A few flat inks with the grain of the stone, dark contours, and a margin of paper.
  func lithograph(using stream: inout RandomStream) -> PixelPicture {
    let source = whole.saturated(1.2)
    let smooth = source.blurred(1)
    let tones = smooth.brightness
    let side = source.side
    let edges = source.edges
    let grain = stream.grain(count: side * side)
    let inks = LithographInks(using: &stream)
    let margin = stream.chance(0.6) ? 3 + stream.index(below: 6) : -1
    let sorted = tones.sorted()
    let (dark, middle, light) = (
      sorted[side * side / 6], sorted[side * side / 2], sorted[side * side * 4 / 5]
    )
    // Three tones of paper and two inks, spread between the picture's own dark and light.
    let steps = [
      dark * 0.55 + middle * 0.45 - 0.03, middle, max(middle * 0.4 + light * 0.6, middle + 0.04),
    ]
    return PixelPicture(side: side) { x, y in
      let inset = min(min(x, y), min(side - 1 - x, side - 1 - y))
      let here = y * side + x
      if inset < margin { return inks.paper + 0.012 * grain[here] }
      let tone = tones[here] + 0.055 * grain[here]
      let contour = edges[here] > 0.28 + 0.06 * grain[here]
      if contour || tone < steps[0] { return inks.key + 0.02 * grain[here] }
      let hue = smooth.pixels[here].x - smooth.pixels[here].z
      if tone < steps[1] { return hue > 0.06 ? inks.warm : inks.cool }
      if tone < steps[2] { return hue > 0.06 ? inks.paleWarm : inks.paleCool }
      return inks.paper + 0.012 * grain[here]
    }
  }
}

/// The inks of one print.
private struct LithographInks {
  let paper: SIMD3<Float>
  let key: SIMD3<Float>
  let warm: SIMD3<Float>
  let cool: SIMD3<Float>

  init(using stream: inout RandomStream) {
    let papers: [SIMD3<Float>] = [[0.95, 0.91, 0.82], [0.96, 0.94, 0.88], [0.91, 0.86, 0.74]]
    let keys: [SIMD3<Float>] = [[0.1, 0.09, 0.1], [0.1, 0.14, 0.22], [0.2, 0.11, 0.09]]
    let warms: [SIMD3<Float>] = [[0.8, 0.42, 0.22], [0.78, 0.3, 0.26], [0.82, 0.6, 0.25]]
    let cools: [SIMD3<Float>] = [[0.3, 0.5, 0.56], [0.36, 0.48, 0.38], [0.42, 0.46, 0.6]]
    paper = stream.pick(papers)
    key = stream.pick(keys)
    switch stream.index(below: 3) {
    case 0:
      // Black alone, thinned to a grey.
      warm = key * 0.45 + paper * 0.55
      cool = key * 0.55 + paper * 0.45
    case 1:
      // One colour beside the black.
      warm = stream.pick(warms + cools)
      cool = warm * 0.85
    default:
      warm = stream.pick(warms)
      cool = stream.pick(cools)
    }
  }

  /// The inks in the lighter tone: a dotted area, seen from afar.
  var paleWarm: SIMD3<Float> { warm * 0.45 + paper * 0.55 }
  var paleCool: SIMD3<Float> { cool * 0.45 + paper * 0.55 }
}
