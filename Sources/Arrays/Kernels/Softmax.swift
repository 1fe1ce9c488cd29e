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
      let largest = largest(of: line, columns, times: factor)
      var total = Vector.zero, rest: Float = 0
      forEachVector(columns) { c, valid in
        let power = exponential(factor * load(line + c, valid) - largest)
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

  /// Returns the largest of some numbers times a factor.
  private static func largest(
    of line: UnsafePointer<Float>,
    _ count: Int,
    times factor: Float
  ) -> Float {
    var largest = Vector(repeating: -.infinity)
    var c = 0
    while c + vectorWidth <= count {
      let values = factor * line[vector: c]
      largest = largest.replaced(by: values, whereNegative: largest - values)
      c += vectorWidth
    }
    var result = largest.max()
    while c < count {
      result = max(result, factor * line[c])
      c += 1
    }
    return result
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
