/// Normalization of each row of a matrix by its own moments.
///
/// A row is the features of one place; rows are shared out among threads, and the sums over rows that
/// the gradients of scale and shift need are taken over blocks of a fixed size, in their order.
/// Sources: Ba, Kiros and Hinton 2016 (layer), Zhang and Sennrich 2019 (root mean square).
package struct RowNormalization: Sendable {
  /// What a row is divided by.
  package enum Moment: Sendable {
    /// The standard deviation, after the mean is subtracted.
    case deviation

    /// The root of the mean of the squares.
    case rootMeanSquare
  }

  package let rows: Int
  package let columns: Int
  package let moment: Moment
  package let epsilon: Float

  private static let blockRows = 64

  package init(rows: Int, columns: Int, moment: Moment, epsilon: Float) {
    precondition(columns > 0, "a row without numbers has no mean")
    self.rows = rows
    self.columns = columns
    self.moment = moment
    self.epsilon = epsilon
  }

  private var blocks: Int { (rows + Self.blockRows - 1) / Self.blockRows }

  /// Writes `(x - mean) / deviation * scale + shift`; without `shift` nothing is added.
  ///
  /// - Returns: The mean and one over the deviation of each row, in pairs, for the way back.
  package func forward(
    _ x: UnsafePointer<Float>,
    scale: UnsafePointer<Float>,
    shift: UnsafePointer<Float>?,
    into y: UnsafeMutablePointer<Float>
  ) -> Storage {
    let moments = Storage(count: 2 * rows)
    unsafeParallelFor(blocks) { block in
      for row in range(of: block) {
        let line = x + row * columns, result = y + row * columns
        let (mean, inverse) = rowMoments(of: line)
        (moments.start[2 * row], moments.start[2 * row + 1]) = (mean, inverse)
        forEachVector { c, valid in
          let normalized = (load(line + c, valid) - mean) * inverse
          let offset = shift.map { load($0 + c, valid) } ?? .zero
          store(offset.addingProduct(normalized, load(scale + c, valid)), result + c, valid)
        }
      }
    }
    return moments
  }

  /// Writes the gradient with respect to `x`, given that of the result, and returns those with respect
  /// to the scale and to the shift.
  package func backward(
    _ x: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>,
    scale: UnsafePointer<Float>,
    moments: Storage,
    into gradient: UnsafeMutablePointer<Float>
  ) -> (scale: Storage, shift: Storage) {
    let sums = Storage(zeros: blocks * 2 * columns)
    unsafeParallelFor(blocks) { block in
      let scales = sums.start + block * 2 * columns, shifts = scales + columns
      for row in range(of: block) {
        let line = x + row * columns, slopes = outputGradient + row * columns
        let mean = moments.start[2 * row], inverse = moments.start[2 * row + 1]
        var total = Vector.zero, along = Vector.zero
        forEachVector { c, valid in
          let normalized = (load(line + c, valid) - mean) * inverse
          let slope = load(slopes + c, valid)
          store(load(scales + c, valid).addingProduct(slope, normalized), scales + c, valid)
          store(load(shifts + c, valid) + slope, shifts + c, valid)
          let gained = slope * load(scale + c, valid)
          total += gained
          along.addProduct(gained, normalized)
        }
        let average = moment == .deviation ? total.sum() / Float(columns) : 0
        let share = along.sum() / Float(columns)
        let result = gradient + row * columns
        forEachVector { c, valid in
          let normalized = (load(line + c, valid) - mean) * inverse
          let gained = load(slopes + c, valid) * load(scale + c, valid)
          store(inverse * (gained - average - share * normalized), result + c, valid)
        }
      }
    }
    let scaleSum = Storage(zeros: columns), shiftSum = Storage(zeros: columns)
    for block in 0..<blocks {
      let scales = sums.start + block * 2 * columns
      for c in 0..<columns {
        scaleSum.start[c] += scales[c]
        shiftSum.start[c] += scales[columns + c]
      }
    }
    return (scaleSum, shiftSum)
  }

  /// The mean that is subtracted, and one over what a row is divided by.
  private func rowMoments(of line: UnsafePointer<Float>) -> (mean: Float, inverse: Float) {
    var mean: Float = 0
    if moment == .deviation {
      var total = Vector.zero
      forEachVector { c, valid in total += load(line + c, valid) }
      mean = total.sum() / Float(columns)
    }
    var squares = Vector.zero
    forEachVector { c, valid in
      let d = difference(line + c, valid, mean)
      squares.addProduct(d, d)
    }
    return (mean, 1 / (squares.sum() / Float(columns) + epsilon).squareRoot())
  }

  /// Up to eight numbers of a row less its mean; lanes past the end are zero and count in no sum.
  @inline(__always)
  private func difference(_ start: UnsafePointer<Float>, _ valid: Int, _ mean: Float) -> Vector {
    (load(start, valid) - mean).first(valid)
  }

  private func range(of block: Int) -> Range<Int> {
    block * Self.blockRows..<min(rows, (block + 1) * Self.blockRows)
  }

  @inline(__always)
  private func forEachVector(_ body: (_ column: Int, _ valid: Int) -> Void) {
    var c = 0
    while c < columns {
      body(c, min(vectorWidth, columns - c))
      c += vectorWidth
    }
  }
}
