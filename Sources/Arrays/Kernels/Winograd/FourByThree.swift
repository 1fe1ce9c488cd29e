/// Four outputs of three taps, by the points 0, ±1, ±2 and ∞.
///
/// In two dimensions 36 products stand for 144.
enum FourByThree: WinogradTile {
  static let outputs = 4
  static let taps = 3

  @inline(__always)
  static func filter(
    _ g: UnsafePointer<Float>,
    _ stride: Int,
    _ u: UnsafeMutablePointer<Float>,
    _ step: Int
  ) {
    let g0 = g[vector: 0], g1 = g[vector: stride], g2 = g[vector: 2 &* stride]
    let one = (-1 / 6) * (g0 + g2), oneOdd = (-1 / 6) * g1
    let two = (1 / 24 * g0).addingProduct(g2, 1 / 6), twoOdd = (1 / 12) * g1
    u[vector: 0] = 0.25 * g0
    u[vector: step] = one + oneOdd
    u[vector: 2 &* step] = one - oneOdd
    u[vector: 3 &* step] = two + twoOdd
    u[vector: 4 &* step] = two - twoOdd
    u[vector: 5 &* step] = g2
  }

  @inline(__always)
  static func filterGradient(
    _ u: UnsafePointer<Float>,
    _ stride: Int,
    _ g: UnsafeMutablePointer<Float>,
    _ step: Int
  ) {
    let u1 = u[vector: stride], u2 = u[vector: 2 &* stride]
    let u3 = u[vector: 3 &* stride], u4 = u[vector: 4 &* stride]
    let one = (-1 / 6) * (u1 + u2), two = (1 / 24) * (u3 + u4)
    g[vector: 0] = (one + two).addingProduct(u[vector: 0], 0.25)
    g[vector: step] = (1 / 12 * (u3 - u4)).addingProduct(u1 - u2, -1 / 6)
    g[vector: 2 &* step] = one.addingProduct(two, 4) + u[vector: 5 &* stride]
  }

  @inline(__always)
  static func input(
    _ d: UnsafePointer<Float>,
    _ stride: Int,
    _ t: UnsafeMutablePointer<Float>,
    _ step: Int
  ) {
    let d0 = d[vector: 0], d1 = d[vector: stride], d2 = d[vector: 2 &* stride]
    let d3 = d[vector: 3 &* stride], d4 = d[vector: 4 &* stride], d5 = d[vector: 5 &* stride]
    let even = d4.addingProduct(d2, -4), odd = d3.addingProduct(d1, -4)
    let far = d4 - d2, twice = 2 * (d3 - d1)
    t[vector: 0] = d4.addingProduct(d2, -5).addingProduct(d0, 4)
    t[vector: step] = even + odd
    t[vector: 2 &* step] = even - odd
    t[vector: 3 &* step] = far + twice
    t[vector: 4 &* step] = far - twice
    t[vector: 5 &* step] = d5.addingProduct(d3, -5).addingProduct(d1, 4)
  }

  @inline(__always)
  static func output(
    _ m: UnsafePointer<Float>,
    _ stride: Int,
    _ put: (_ place: Int, _ sum: Vector) -> Void
  ) {
    let m1 = m[vector: stride], m2 = m[vector: 2 &* stride]
    let m3 = m[vector: 3 &* stride], m4 = m[vector: 4 &* stride]
    let near = m1 + m2, far = m3 + m4, nearOdd = m1 - m2, farOdd = m3 - m4
    put(0, m[vector: 0] + near + far)
    put(1, nearOdd.addingProduct(farOdd, 2))
    put(2, near.addingProduct(far, 4))
    put(3, nearOdd.addingProduct(farOdd, 8) + m[vector: 5 &* stride])
  }

  @inline(__always)
  static func outputGradient(
    _ y: UnsafePointer<Float>,
    _ stride: Int,
    _ m: UnsafeMutablePointer<Float>,
    _ step: Int
  ) {
    let y0 = y[vector: 0], y1 = y[vector: stride]
    let y2 = y[vector: 2 &* stride], y3 = y[vector: 3 &* stride]
    let near = y0 + y2, nearOdd = y1 + y3
    let far = y0.addingProduct(y2, 4), farOdd = (2 * y1).addingProduct(y3, 8)
    m[vector: 0] = y0
    m[vector: step] = near + nearOdd
    m[vector: 2 &* step] = near - nearOdd
    m[vector: 3 &* step] = far + farOdd
    m[vector: 4 &* step] = far - farOdd
    m[vector: 5 &* step] = y3
  }
}
