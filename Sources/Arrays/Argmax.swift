extension NDArray {
  /// Returns the place of the greatest number in each row of `[N, K]`; of equal ones the first counts.
  ///
  /// - Precondition: The array has two axes, and there is a number in each row.
  public func argmax() -> [Int] {
    precondition(
      shape.count == 2 && shape[1] > 0,
      "an array of shape \(shape) has no rows with a greatest number"
    )
    return (0..<shape[0]).map { row in
      let line = row * shape[1]..<(row + 1) * shape[1]
      return (line.max { values[$0] < values[$1] } ?? line.lowerBound) - line.lowerBound
    }
  }
}
