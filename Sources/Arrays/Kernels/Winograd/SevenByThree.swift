/// Seven outputs of three taps, by the points ±1/4, ±3/4, ±5/4, ±9/4 and ∞.
///
/// In two dimensions 81 products stand for 441, and 7 divides the sizes of digits: 7, 14 and 28. Of the
/// sets of nine points with small numerators and denominators this one rounds least: with normal
/// numbers and 64 channels to 1.1e-5 of the result's standard deviation, where ``FourByThree`` rounds
/// to 0.2e-5.
enum SevenByThree: WinogradTile {
  static let outputs = 7
  static let taps = 3

  @inline(__always)
  static func filter(
    _ g: UnsafePointer<Float>,
    _ stride: Int,
    _ u: UnsafeMutablePointer<Float>,
    _ step: Int
  ) {
    let g0 = g[vector: 0], g1 = g[vector: stride], g2 = g[vector: 2 &* stride]
    let a = (-8 / 15 * g0).addingProduct(g2, -1 / 30), aOdd = (-2 / 15) * g1
    let b = (8 / 27 * g0).addingProduct(g2, 1 / 6), bOdd = (2 / 9) * g1
    let c = (-8 / 105 * g0).addingProduct(g2, -5 / 42), cOdd = (-2 / 21) * g1
    let d = (8 / 2835 * g0).addingProduct(g2, 1 / 70), dOdd = (2 / 315) * g1
    u[vector: 0] = a + aOdd
    u[vector: step] = a - aOdd
    u[vector: 2 &* step] = b + bOdd
    u[vector: 3 &* step] = b - bOdd
    u[vector: 4 &* step] = c + cOdd
    u[vector: 5 &* step] = c - cOdd
    u[vector: 6 &* step] = d + dOdd
    u[vector: 7 &* step] = d - dOdd
    u[vector: 8 &* step] = g2
  }

  @inline(__always)
  static func filterGradient(
    _ u: UnsafePointer<Float>,
    _ stride: Int,
    _ g: UnsafeMutablePointer<Float>,
    _ step: Int
  ) {
    let pairs = Pairs(u, stride)
    g[vector: 0] = pairs.sum(-8 / 15, 8 / 27, -8 / 105, 8 / 2835)
    g[vector: step] = pairs.difference(-2 / 15, 2 / 9, -2 / 21, 2 / 315)
    g[vector: 2 &* step] = u[vector: 8 &* stride] + pairs.sum(-1 / 30, 1 / 6, -5 / 42, 1 / 70)
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
    // For a point p the polynomial (x + p) Q(x²), where the roots of Q are the squares of the others.
    @inline(__always)
    func pair(_ point: Float, _ c0: Float, _ c1: Float, _ c2: Float, at place: Int) {
      let even = d6.addingProduct(d4, c2).addingProduct(d2, c1).addingProduct(d0, c0)
      let odd = d7.addingProduct(d5, c2).addingProduct(d3, c1).addingProduct(d1, c0)
      t[vector: place &* step] = odd.addingProduct(even, point)
      t[vector: (place + 1) &* step] = (point * even) - odd
    }
    pair(1 / 4, -18225 / 4096, 2979 / 256, -115 / 16, at: 0)
    pair(3 / 4, -2025 / 4096, 2131 / 256, -107 / 16, at: 2)
    pair(5 / 4, -729 / 4096, 819 / 256, -91 / 16, at: 4)
    pair(9 / 4, -225 / 4096, 259 / 256, -35 / 16, at: 6)
    t[vector: 8 &* step] = d[vector: 8 &* stride].addingProduct(d6, -29 / 4)
      .addingProduct(d4, 1547 / 128).addingProduct(d2, -5301 / 1024)
      .addingProduct(d0, 18225 / 65536)
  }

  @inline(__always)
  static func output(
    _ m: UnsafePointer<Float>,
    _ stride: Int,
    _ put: (_ place: Int, _ sum: Vector) -> Void
  ) {
    let pairs = Pairs(m, stride)
    put(0, pairs.sum(1, 1, 1, 1))
    put(1, pairs.difference(1 / 4, 3 / 4, 5 / 4, 9 / 4))
    put(2, pairs.sum(1 / 16, 9 / 16, 25 / 16, 81 / 16))
    put(3, pairs.difference(1 / 64, 27 / 64, 125 / 64, 729 / 64))
    put(4, pairs.sum(1 / 256, 81 / 256, 625 / 256, 6561 / 256))
    put(5, pairs.difference(1 / 1024, 243 / 1024, 3125 / 1024, 59049 / 1024))
    put(
      6,
      m[vector: 8 &* stride] + pairs.sum(1 / 4096, 729 / 4096, 15625 / 4096, 531441 / 4096)
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
    @inline(__always)
    func pair(_ point: Float, at place: Int) {
      let square = point * point
      let even = y0.addingProduct(
        y2.addingProduct(y4.addingProduct(y6, square), square),
        square
      )
      let odd = point * y1.addingProduct(y3.addingProduct(y5, square), square)
      m[vector: place &* step] = even + odd
      m[vector: (place + 1) &* step] = even - odd
    }
    pair(1 / 4, at: 0)
    pair(3 / 4, at: 2)
    pair(5 / 4, at: 4)
    pair(9 / 4, at: 6)
    m[vector: 8 &* step] = y6
  }

  /// The values at each two opposite points, added and subtracted.
  private struct Pairs {
    private let sums: (Vector, Vector, Vector, Vector)
    private let differences: (Vector, Vector, Vector, Vector)

    @inline(__always)
    init(_ m: UnsafePointer<Float>, _ stride: Int) {
      @inline(__always)
      func both(_ place: Int) -> (Vector, Vector) {
        let one = m[vector: place &* stride], other = m[vector: (place + 1) &* stride]
        return (one + other, one - other)
      }
      let (a, b, c, d) = (both(0), both(2), both(4), both(6))
      sums = (a.0, b.0, c.0, d.0)
      differences = (a.1, b.1, c.1, d.1)
    }

    @inline(__always)
    func sum(_ a: Float, _ b: Float, _ c: Float, _ d: Float) -> Vector {
      let two = (a * sums.0).addingProduct(sums.1, b)
      return two.addingProduct(sums.2, c).addingProduct(sums.3, d)
    }

    @inline(__always)
    func difference(_ a: Float, _ b: Float, _ c: Float, _ d: Float) -> Vector {
      let two = (a * differences.0).addingProduct(differences.1, b)
      return two.addingProduct(differences.2, c).addingProduct(differences.3, d)
    }
  }
}
