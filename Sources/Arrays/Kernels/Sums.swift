/// Sums over all numbers of a block of memory.
///
/// Parts of a fixed size are summed by themselves and then added in their order, in double precision,
/// so that no number of threads changes a sum.
package enum Sums {
  /// Returns the sum of the numbers.
  package static func sum(_ x: Storage) -> Double { total(x) { $0 } }

  /// Returns the sum of their squares.
  package static func squares(_ x: Storage) -> Double { total(x) { $0 * $0 } }

  /// Returns the sum of their distances from zero.
  package static func magnitudes(_ x: Storage) -> Double { total(x) { $0.magnitude } }

  /// Returns the sum of each column of a matrix.
  package static func columns(of matrix: Storage, count columns: Int) -> Storage {
    let rows = matrix.count / columns, blockRows = 256
    let blocks = (rows + blockRows - 1) / blockRows
    let partials = Storage(zeros: blocks * columns)
    unsafeParallelFor(blocks) { block in
      let sums = partials.start + block * columns
      for row in block * blockRows..<min(rows, (block + 1) * blockRows) {
        let line = matrix.start + row * columns
        for c in 0..<columns { sums[c] += line[c] }
      }
    }
    let result = Storage(count: columns)
    for c in 0..<columns {
      var total = 0.0
      for block in 0..<blocks { total += Double(partials.start[block * columns + c]) }
      result.start[c] = Float(total)
    }
    return result
  }

  @inline(__always)
  private static func total(_ x: Storage, _ transform: (Vector) -> Vector) -> Double {
    let part = 1 << 10
    let parts = (x.count + part - 1) / part
    let sums = Storage(count: parts)
    unsafeParallelFor(parts) { index in
      let end = min(x.count, (index + 1) * part)
      var sum = Vector.zero
      var place = index * part
      while place + vectorWidth <= end {
        sum += transform(x.start[vector: place])
        place += vectorWidth
      }
      if place < end { sum += transform(load(x.start + place, end - place)) }
      sums.start[index] = sum.sum()
    }
    var total = 0.0
    for index in 0..<parts { total += Double(sums.start[index]) }
    return total
  }
}
