extension NDArray {
  /// Adds two arrays of the same shape.
  public static func + (left: NDArray, right: NDArray) -> NDArray { left.combined(right, +) }

  /// Subtracts one array from another of the same shape.
  public static func - (left: NDArray, right: NDArray) -> NDArray { left.combined(right, -) }

  /// Multiplies two arrays of the same shape element by element.
  public static func * (left: NDArray, right: NDArray) -> NDArray { left.combined(right, *) }

  /// Adds a number to each element.
  public static func + (left: NDArray, right: Float) -> NDArray { left.map { $0 + right } }

  /// Subtracts a number from each element.
  public static func - (left: NDArray, right: Float) -> NDArray { left.map { $0 - right } }

  /// Multiplies each element by a number.
  public static func * (left: Float, right: NDArray) -> NDArray { right.map { left * $0 } }

  /// Divides each element by a number.
  public static func / (left: NDArray, right: Float) -> NDArray { left.map { $0 / right } }

  private func combined(_ other: NDArray, _ operation: (Float, Float) -> Float) -> NDArray {
    precondition(
      shape == other.shape,
      "arrays of shapes \(shape) and \(other.shape) cannot be combined element by element"
    )
    var result = values
    for index in result.indices {
      result[index] = operation(result[index], other.values[index])
    }
    return NDArray(result, shape: shape)
  }
}
