import Arrays

/// Normalizes each row by its mean and variance, scales and shifts, as PyTorch's `layer_norm` over the
/// last axis (Ba, Kiros and Hinton 2016).
///
/// - Parameters:
///   - x: Rows, `[…, C]`; not four axes.
///   - weight: The scale of each column, `[C]`.
///   - bias: The shift of each column, `[C]`.
///   - epsilon: Is added to the variance, which is divided by `C`.
/// - Returns: The result, of the shape of `x`.
/// - Precondition: The shapes fit.
public func layerNorm(_ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Float) -> Tensor {
  checkRows(x, weight, bias)
  let norm = RowNormalization(
    rows: x.count / weight.count,
    columns: weight.count,
    moment: .deviation,
    epsilon: epsilon
  )
  let y = Storage(count: x.count)
  let moments = norm.forward(x.pointer, scale: weight.pointer, shift: bias.pointer, into: y.start)
  return Tape.record(
    [x, weight, bias],
    shape: x.shape,
    storage: y,
    pullback: { [x = x.storage, weight = weight.storage] gradient in
      let (dx, scale, shift) = norm.backward(x, gradient, weight, moments)
      return [dx, scale, shift]
    }
  )
}

/// Divides each row by the root of the mean of its squares and scales, as PyTorch's `rms_norm` over the
/// last axis (Zhang and Sennrich 2019).
///
/// - Parameters:
///   - x: Rows, `[…, C]`; not four axes.
///   - weight: The scale of each column, `[C]`.
///   - epsilon: Is added to the mean of the squares.
/// - Returns: The result, of the shape of `x`.
/// - Precondition: The shapes fit.
public func rmsNorm(_ x: Tensor, weight: Tensor, epsilon: Float) -> Tensor {
  checkRows(x, weight)
  let norm = RowNormalization(
    rows: x.count / weight.count,
    columns: weight.count,
    moment: .rootMeanSquare,
    epsilon: epsilon
  )
  let y = Storage(count: x.count)
  let moments = norm.forward(x.pointer, scale: weight.pointer, shift: nil, into: y.start)
  return Tape.record(
    [x, weight],
    shape: x.shape,
    storage: y,
    pullback: { [x = x.storage, weight = weight.storage] gradient in
      let (dx, scale, _) = norm.backward(x, gradient, weight, moments)
      return [dx, scale]
    }
  )
}

private func checkRows(_ x: Tensor, _ vectors: Tensor...) {
  precondition(
    x.shape.count != 4 && vectors.allSatisfy { $0.shape.count == 1 && $0.count == x.shape.last },
    "vectors of shapes \(vectors.map(\.shape)) do not fit the rows of a tensor of shape \(x.shape)"
  )
}

extension RowNormalization {
  fileprivate func backward(
    _ x: Storage,
    _ gradient: Storage,
    _ weight: Storage,
    _ moments: Storage
  ) -> (x: Storage, scale: Storage, shift: Storage) {
    let dx = Storage(count: x.count)
    let (scale, shift) = backward(
      x.start,
      outputGradient: gradient.start,
      scale: weight.start,
      moments: moments,
      into: dx.start
    )
    return (dx, scale, shift)
  }
}
