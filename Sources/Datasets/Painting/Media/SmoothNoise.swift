import Arrays

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A field of random numbers in `0...1` without jumps: values at the corners of a lattice, blended.
struct SmoothNoise {
  private let cells: Int
  private let corners: [Float]

  /// Draws a field of so many cells along a picture's side.
  init(cells: Int, using stream: inout RandomStream) {
    self.cells = cells
    corners = (0..<(cells + 1) * (cells + 1)).map { _ in stream.nextUniform() }
  }

  /// The value at a place, each coordinate in `0...1`.
  func callAsFunction(_ x: Float, _ y: Float) -> Float {
    let (column, row) = (
      min(0.9999, max(0, x)) * Float(cells), min(0.9999, max(0, y)) * Float(cells)
    )
    let (left, top) = (Int(column), Int(row))
    let (u, v) = (Self.eased(column - Float(left)), Self.eased(row - Float(top)))
    let start = top * (cells + 1) + left
    let upper = corners[start] + (corners[start + 1] - corners[start]) * u
    let below = start + cells + 1
    let lower = corners[below] + (corners[below + 1] - corners[below]) * u
    return upper + (lower - upper) * v
  }

  private static func eased(_ u: Float) -> Float { u * u * (3 - 2 * u) }
}

extension RandomStream {
  /// Returns numbers for the grain of a surface, independent and uniform in `-1...1`, with eight bits
  /// each.
  mutating func grain(count: Int) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(count + 3)
    while values.count < count {
      let word = nextWord()
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        values.append(Float(word >> shift & 255) / 127.5 - 1)
      }
    }
    return values
  }
}
