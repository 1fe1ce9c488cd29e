import Arrays

/// A scalar whose value and gradient were computed by hand, for losses that are no chain of operations.
///
/// - Parameters:
///   - value: The scalar.
///   - x: What it depends on.
///   - gradient: The gradient of the scalar with respect to `x`, of the same shape.
/// - Returns: The scalar, on the tape of `x`.
/// - Precondition: The shapes are the same.
public func scalar(_ value: Float, of x: Tensor, gradient: Tensor) -> Tensor {
  precondition(
    x.shape == gradient.shape,
    "a gradient of shape \(gradient.shape) does not belong to a tensor of shape \(x.shape)"
  )
  return Tape.record(
    [x],
    shape: [],
    storage: Storage([value]),
    pullback: { [slope = gradient.storage] in [Elementwise.multiply(slope, by: $0.start[0])] }
  )
}
