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

  /// Returns the means over the rows of each sequence, `[N, L, E]` to `[N, E]`.
  ///
  /// - Precondition: The tensor has three axes, and a sequence has a row.
  public func meanOfRows() -> Tensor {
    precondition(
      shape.count == 3 && shape[1] > 0,
      "a tensor of shape \(shape) has no sequences of rows"
    )
    let (sequences, length, width) = (shape[0], shape[1], shape[2])
    let factor = 1 / Float(length)
    let means = Storage(zeros: sequences * width)
    for sequence in 0..<sequences {
      let sum = means.start + sequence * width
      for row in 0..<length {
        let line = pointer + (sequence * length + row) * width
        for c in 0..<width { sum[c] += line[c] }
      }
      for c in 0..<width { sum[c] *= factor }
    }
    return Tape.record(
      [self],
      shape: [sequences, width],
      storage: means,
      pullback: { gradient in
        let dx = Storage(count: sequences * length * width)
        for row in 0..<sequences * length {
          let slopes = gradient.start + row / length * width
          for c in 0..<width { dx.start[row * width + c] = factor * slopes[c] }
        }
        return [dx]
      }
    )
  }
}
