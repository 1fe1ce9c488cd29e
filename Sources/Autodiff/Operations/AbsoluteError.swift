import Arrays

/// The mean of the distances between the elements of two tensors, as PyTorch's `l1_loss`.
///
/// Where two elements are equal the gradient is zero.
///
/// - Returns: A scalar.
/// - Precondition: The shapes are the same, and the tensors have an element.
public func meanAbsoluteError(_ prediction: Tensor, _ target: Tensor) -> Tensor {
  precondition(
    prediction.shape == target.shape && prediction.count > 0,
    "a prediction of shape \(prediction.shape) cannot be compared with \(target.shape)"
  )
  let difference = Elementwise.subtract(prediction.storage, target.storage)
  let count = difference.count
  return Tape.record(
    [prediction, target],
    shape: [],
    storage: Storage([Float(Sums.magnitudes(difference) / Double(count))]),
    pullback: { gradient in
      let factor = gradient.start[0] / Float(count)
      let slopes = Storage(count: count)
      for index in 0..<count {
        let d = difference.start[index]
        slopes.start[index] = d > 0 ? factor : d < 0 ? -factor : 0
      }
      return [slopes, Elementwise.multiply(slopes, by: -1)]
    }
  )
}
