/// Seven outputs of two taps, by the points 0, ±1, ±2, ±1/2 and ∞.
///
/// In two dimensions 64 products stand for 196, and 7 divides the sizes of digits: 7, 14 and 28.
enum SevenByTwo: WinogradTile {
  static let outputs = 7
  static let taps = 2

  @inline(__always)
  static func filter(
    _ g: UnsafePointer<Float>,
    _ stride: Int,
    _ u: UnsafeMutablePointer<Float>,
    _ step: Int
  ) {
    let g0 = g[vector: 0], g1 = g[vector: stride]
    u[vector: 0] = g0
    u[vector: step] = (-2 / 9) * (g0 + g1)
    u[vector: 2 &* step] = (-2 / 9) * (g0 - g1)
    u[vector: 3 &* step] = (1 / 90) * g0.addingProduct(g1, 2)
    u[vector: 4 &* step] = (1 / 90) * g0.addingProduct(g1, -2)
    u[vector: 5 &* step] = (32 / 45) * g0.addingProduct(g1, 0.5)
    u[vector: 6 &* step] = (32 / 45) * g0.addingProduct(g1, -0.5)
    u[vector: 7 &* step] = g1
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
    let u5 = u[vector: 5 &* stride], u6 = u[vector: 6 &* stride]
    g[vector: 0] = u[vector: 0].addingProduct(u1 + u2, -2 / 9)
      .addingProduct(u3 + u4, 1 / 90).addingProduct(u5 + u6, 32 / 45)
    g[vector: step] = u[vector: 7 &* stride].addingProduct(u1 - u2, -2 / 9)
      .addingProduct(u3 - u4, 1 / 45).addingProduct(u5 - u6, 16 / 45)
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
    let d6 = d[vector: 6 &* stride], d7 = d[vector: 7 &* stride]
    let one = (d2 + d6).addingProduct(d4, -4.25), oneOdd = (d1 + d5).addingProduct(d3, -4.25)
    let two = d6.addingProduct(d2, 0.25).addingProduct(d4, -1.25)
    let twoOdd = (0.5 * d1).addingProduct(d3, -2.5).addingProduct(d5, 2)
    let half = d6.addingProduct(d2, 4).addingProduct(d4, -5)
    let halfOdd = (2 * d1).addingProduct(d3, -2.5).addingProduct(d5, 0.5)
    t[vector: 0] = (d0 - d6).addingProduct(d4 - d2, 5.25)
    t[vector: step] = one + oneOdd
    t[vector: 2 &* step] = one - oneOdd
    t[vector: 3 &* step] = two + twoOdd
    t[vector: 4 &* step] = two - twoOdd
    t[vector: 5 &* step] = half + halfOdd
    t[vector: 6 &* step] = half - halfOdd
    t[vector: 7 &* step] = (d7 - d1).addingProduct(d3 - d5, 5.25)
  }

  @inline(__always)
  static func output(
    _ m: UnsafePointer<Float>,
    _ stride: Int,
    _ put: (_ place: Int, _ sum: Vector) -> Void
  ) {
    let m1 = m[vector: stride], m2 = m[vector: 2 &* stride]
    let m3 = m[vector: 3 &* stride], m4 = m[vector: 4 &* stride]
    let m5 = m[vector: 5 &* stride], m6 = m[vector: 6 &* stride]
    let one = m1 + m2, two = m3 + m4, half = m5 + m6
    let oneOdd = m1 - m2, twoOdd = m3 - m4, halfOdd = m5 - m6
    put(0, m[vector: 0] + one + two + half)
    put(1, oneOdd.addingProduct(twoOdd, 2).addingProduct(halfOdd, 0x1p-1))
    put(2, one.addingProduct(two, 4).addingProduct(half, 0x1p-2))
    put(3, oneOdd.addingProduct(twoOdd, 8).addingProduct(halfOdd, 0x1p-3))
    put(4, one.addingProduct(two, 16).addingProduct(half, 0x1p-4))
    put(5, oneOdd.addingProduct(twoOdd, 32).addingProduct(halfOdd, 0x1p-5))
    put(
      6,
      one.addingProduct(two, 64).addingProduct(half, 0x1p-6) + m[vector: 7 &* stride]
    )
  }

  @inline(__always)
  static func outputGradient(
    _ y: UnsafePointer<Float>,
    _ stride: Int,
    _ m: UnsafeMutablePointer<Float>,
    _ step: Int
  ) {
    let y0 = y[vector: 0], y1 = y[vector: stride], y2 = y[vector: 2 &* stride]
    let y3 = y[vector: 3 &* stride], y4 = y[vector: 4 &* stride], y5 = y[vector: 5 &* stride]
    let y6 = y[vector: 6 &* stride]
    let one = y0 + y2 + y4 + y6, oneOdd = y1 + y3 + y5
    let two = y0.addingProduct(y2, 4).addingProduct(y4, 16).addingProduct(y6, 64)
    let twoOdd = (2 * y1).addingProduct(y3, 8).addingProduct(y5, 32)
    let half = y0.addingProduct(y2, 0x1p-2).addingProduct(y4, 0x1p-4).addingProduct(y6, 0x1p-6)
    let halfOdd = (0x1p-1 * y1).addingProduct(y3, 0x1p-3).addingProduct(y5, 0x1p-5)
    m[vector: 0] = y0
    m[vector: step] = one + oneOdd
    m[vector: 2 &* step] = one - oneOdd
    m[vector: 3 &* step] = two + twoOdd
    m[vector: 4 &* step] = two - twoOdd
    m[vector: 5 &* step] = half + halfOdd
    m[vector: 6 &* step] = half - halfOdd
    m[vector: 7 &* step] = y6
  }
}
