extension NDArray {
  /// Returns the slices of the first axis in a range, with that axis kept: a part of a batch.
  ///
  /// - Precondition: The array has an axis, and the range lies in it.
  public subscript(rows: Range<Int>) -> NDArray {
    precondition(
      !shape.isEmpty && (0...shape[0]).contains(rows.lowerBound)
        && (0...shape[0]).contains(rows.upperBound),
      "rows \(rows) are outside the first axis of \(shape)"
    )
    let stride = shape.dropFirst().reduce(1, *)
    return NDArray(
      Array(values[rows.lowerBound * stride..<rows.upperBound * stride]),
      shape: [rows.count] + shape.dropFirst()
    )
  }

  /// Returns the slices of the first axis at some places, in the order of these.
  ///
  /// - Precondition: The array has an axis, and every place lies in it.
  public func rows(at places: some Sequence<Int>) -> NDArray {
    .joined(places.map { self[$0..<$0 + 1] }, rowShape: Array(shape.dropFirst()))
  }

  /// Returns batches one behind the other, `[N₁, …]` and `[N₂, …]` as `[N₁ + N₂, …]`.
  ///
  /// - Precondition: There is at least one, and they differ in their first axis only.
  public static func joined(_ parts: [NDArray]) -> NDArray {
    precondition(!parts.isEmpty, "nothing is not a batch")
    return joined(parts, rowShape: Array(parts[0].shape.dropFirst()))
  }

  private static func joined(_ parts: [NDArray], rowShape: [Int]) -> NDArray {
    precondition(
      parts.allSatisfy { !$0.shape.isEmpty && Array($0.shape.dropFirst()) == rowShape },
      "batches of shapes \(parts.map(\.shape)) cannot be joined"
    )
    return NDArray(
      parts.flatMap(\.values),
      shape: [parts.reduce(0) { $0 + $1.shape[0] }] + rowShape
    )
  }
}
