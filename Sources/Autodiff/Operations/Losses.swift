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
  var sum = 0.0
  for index in 0..<difference.count {
    sum += Double(difference.start[index] * difference.start[index])
  }
  let loss = Storage([Float(sum / Double(difference.count))])
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
