import Arrays

extension Tensor {
  /// Returns the sum of all elements, a scalar.
  public func sum() -> Tensor {
    Tape.record(
      [self],
      shape: [],
      storage: Storage([Float(Sums.sum(storage))]),
      pullback: { [count] gradient in
        let dx = Storage(count: count)
        dx.start.update(repeating: gradient.start[0], count: count)
        return [dx]
      }
    )
  }

  /// Returns the mean of all elements, a scalar.
  ///
  /// - Precondition: The tensor has an element.
  public func mean() -> Tensor {
    precondition(count > 0, "the mean of a tensor of shape \(shape) is not defined")
    return 1 / Float(count) * sum()
  }
}
