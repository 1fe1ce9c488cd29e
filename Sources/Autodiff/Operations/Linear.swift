import Arrays

/// A linear map of rows, as PyTorch's `linear`: `x Wᵀ + b`.
///
/// - Parameters:
///   - x: Rows, `[…, in]`.
///   - weight: The matrix, `[out, in]`.
///   - bias: A number for each output, `[out]`.
/// - Returns: `[…, out]`.
/// - Precondition: The shapes fit.
public func linear(_ x: Tensor, weight: Tensor, bias: Tensor? = nil) -> Tensor {
  precondition(
    weight.shape.count == 2 && x.shape.count != 4 && x.shape.last == weight.shape[1]
      && (bias == nil || bias?.shape == [weight.shape[0]]),
    "a map of shape \(weight.shape) with a bias of shape \(bias?.shape ?? []) does not fit \(x.shape)"
  )
  let inputs = weight.shape[1], outputs = weight.shape[0]
  let rows = x.count / inputs
  let y = Storage(count: rows * outputs)
  WeightProduct.multiply(
    x.pointer,
    rows: rows,
    depth: inputs,
    by: weight.weightRows,
    outputs: outputs,
    into: y.start
  )
  Epilogue(channels: outputs, bias: bias?.pointer)
    .apply(to: y.start, rows: rows, channels: outputs)
  return Tape.record(
    [x, weight] + (bias.map { [$0] } ?? []),
    shape: x.shape.dropLast() + [outputs],
    storage: y,
    pullback: { [x = x.storage, weight = weight.storage, hasBias = bias != nil] gradient in
      let dx = Storage(count: x.count), dw = Storage(count: weight.count)
      MatrixProduct.multiply(
        MatrixView(gradient.start, rowStride: outputs),
        rows: rows,
        by: PackedMatrix(
          MatrixView(weight.start, rowStride: inputs),
          rows: outputs,
          columns: inputs
        ),
        into: dx.start,
        stride: inputs
      )
      MatrixProduct.multiplyTransposed(
        MatrixView(gradient.start, rowStride: outputs),
        rows: outputs,
        by: MatrixView(x.start, rowStride: inputs),
        columns: inputs,
        depth: rows,
        into: dw.start
      )
      return [dx, dw] + (hasBias ? [Sums.columns(of: gradient, count: outputs)] : [])
    }
  )
}
