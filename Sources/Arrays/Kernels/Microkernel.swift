/// The inner loop of every matrix product: six rows by sixteen columns, held in registers.
///
/// Twelve vectors of sums, two of `right` and one broadcast element of `left` are the fifteen of
/// sixteen registers that AVX2 has.
enum Microkernel {
  static let rows = 6
  static let columns = 16

  /// Where the elements of the left factor lie: element `(row, k)` at `row * rowStride + k * stride`.
  struct Left {
    let start: UnsafePointer<Float>
    let rowStride: Int
    let stride: Int
  }

  /// Adds six rows of `left` times sixteen columns of `right` to `sums`, or replaces them.
  ///
  /// Row `k` of `right` lies at `k * rightStride`, row `i` of `sums` at `i * sumStride`.
  @inline(__always)
  static func multiply(
    _ left: Left,
    _ right: UnsafePointer<Float>,
    rightStride: Int,
    depth: Int,
    into sums: UnsafeMutablePointer<Float>,
    sumStride: Int,
    adding: Bool
  ) {
    var s00 = Vector.zero, s01 = Vector.zero, s10 = Vector.zero, s11 = Vector.zero
    var s20 = Vector.zero, s21 = Vector.zero, s30 = Vector.zero, s31 = Vector.zero
    var s40 = Vector.zero, s41 = Vector.zero, s50 = Vector.zero, s51 = Vector.zero
    var a = left.start
    var b = right
    let row = left.rowStride
    for _ in 0..<depth {
      let b0 = b[vector: 0], b1 = b[vector: 8]
      var a0 = Vector(repeating: a[0])
      s00 = s00.addingProduct(a0, b0)
      s01 = s01.addingProduct(a0, b1)
      a0 = Vector(repeating: a[row])
      s10 = s10.addingProduct(a0, b0)
      s11 = s11.addingProduct(a0, b1)
      a0 = Vector(repeating: a[2 &* row])
      s20 = s20.addingProduct(a0, b0)
      s21 = s21.addingProduct(a0, b1)
      a0 = Vector(repeating: a[3 &* row])
      s30 = s30.addingProduct(a0, b0)
      s31 = s31.addingProduct(a0, b1)
      a0 = Vector(repeating: a[4 &* row])
      s40 = s40.addingProduct(a0, b0)
      s41 = s41.addingProduct(a0, b1)
      a0 = Vector(repeating: a[5 &* row])
      s50 = s50.addingProduct(a0, b0)
      s51 = s51.addingProduct(a0, b1)
      a += left.stride
      b += rightStride
    }
    @inline(__always)
    func put(_ index: Int, _ low: Vector, _ high: Vector) {
      let place = sums + index &* sumStride
      place[vector: 0] = adding ? place[vector: 0] + low : low
      place[vector: 8] = adding ? place[vector: 8] + high : high
    }
    put(0, s00, s01)
    put(1, s10, s11)
    put(2, s20, s21)
    put(3, s30, s31)
    put(4, s40, s41)
    put(5, s50, s51)
  }
}
