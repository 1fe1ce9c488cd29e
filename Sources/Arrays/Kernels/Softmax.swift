/// The exponentials of the numbers of each row of a matrix, divided by their sum.
package enum Softmax {
  /// Writes `e^(factor·x)` over the sum of its row; `x` and `y` may be the same memory.
  ///
  /// The largest number of a row is subtracted first, so that nothing overflows.
  package static func forward(
    _ x: UnsafePointer<Float>,
    rows: Int,
    columns: Int,
    factor: Float = 1,
    into y: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows {
      let line = x + row * columns, result = y + row * columns
      var largest = -Float.infinity
      for c in 0..<columns { largest = max(largest, factor * line[c]) }
      var total = Vector.zero, rest: Float = 0
      forEachVector(columns) { c, valid in
        let power = Gaussian.exponential(factor * load(line + c, valid) - largest)
        store(power, result + c, valid)
        if valid == vectorWidth {
          total += power
        } else {
          for lane in 0..<valid { rest += power[lane] }
        }
      }
      let inverse = 1 / (total.sum() + rest)
      forEachVector(columns) { c, valid in
        store(inverse * load(result + c, valid), result + c, valid)
      }
    }
  }

  /// Writes `factor · y · (g - Σ y·g)`, the gradient with respect to `x`, given the result `y` and its
  /// gradient `g`, which may be the memory that is written.
  package static func backward(
    _ y: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>,
    rows: Int,
    columns: Int,
    factor: Float = 1,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows {
      let line = y + row * columns, slopes = outputGradient + row * columns
      let result = gradient + row * columns
      var along = Vector.zero
      forEachVector(columns) { c, valid in
        along.addProduct(load(line + c, valid), load(slopes + c, valid))
      }
      let share = along.sum()
      forEachVector(columns) { c, valid in
        let slope = load(slopes + c, valid) - share
        store(factor * load(line + c, valid) * slope, result + c, valid)
      }
    }
  }

  @inline(__always)
  private static func forEachVector(
    _ columns: Int,
    _ body: (_ column: Int, _ valid: Int) -> Void
  ) {
    var c = 0
    while c < columns {
      body(c, min(vectorWidth, columns - c))
      c += vectorWidth
    }
  }
}
