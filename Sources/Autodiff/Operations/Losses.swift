import Arrays

/// The mean of the squared differences of two tensors.
///
/// - Returns: A scalar.
/// - Precondition: The shapes are the same.
public func meanSquaredError(_ prediction: Tensor, _ target: Tensor) -> Tensor {
  precondition(
    prediction.shape == target.shape,
    "a prediction of shape \(prediction.shape) cannot be compared with \(target.shape)"
  )
  let difference = Elementwise.subtract(prediction.storage, target.storage)
  let loss = Storage([Float(Sums.squares(difference) / Double(difference.count))])
  return Tape.record(
    [prediction, target],
    shape: [],
    storage: loss,
    pullback: { gradient in
      let factor = gradient.start[0] * 2 / Float(difference.count)
      return [
        Elementwise.multiply(difference, by: factor), Elementwise.multiply(difference, by: -factor),
      ]
    }
  )
}
