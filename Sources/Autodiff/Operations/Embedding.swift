import Arrays

/// The rows of a table at some indices, as PyTorch's `embedding`.
///
/// - Parameters:
///   - indices: Rows of the table, each in `0..<K`; one may occur several times.
///   - table: `[K, C]`.
/// - Returns: `[indices.count, C]`.
/// - Precondition: The table has two axes and every index lies in it.
public func embedding(_ indices: [Int], table: Tensor) -> Tensor {
  precondition(table.shape.count == 2, "a tensor of shape \(table.shape) is no table")
  let width = table.shape[1]
  let result = Storage(count: indices.count * width)
  for (row, index) in indices.enumerated() {
    precondition(
      (0..<table.shape[0]).contains(index),
      "row \(index) is not in a table of \(table.shape[0]) rows"
    )
    let line = result.start + row * width
    if let numbers = table.mapped {
      numbers.widen(index * width..<(index + 1) * width, into: line)
    } else {
      line.update(from: table.pointer + index * width, count: width)
    }
  }
  return Tape.record(
    [table],
    shape: [indices.count, width],
    storage: result,
    pullback: { [count = table.count] gradient in
      // In the order of the indices, so that a row that occurs twice has the same sum every time.
      let dt = Storage(zeros: count)
      for (row, index) in indices.enumerated() {
        for c in 0..<width { dt.start[index * width + c] += gradient.start[row * width + c] }
      }
      return [dt]
    }
  )
}
