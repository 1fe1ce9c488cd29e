public import Arrays

/// Normalizes each channel by the mean and the variance of a batch, scales, shifts, and applies an
/// activation, all in one pass over memory.
///
/// - Parameters:
///   - x: `[N, C, H, W]`, or `[N, C]`.
///   - weight: The scale of each channel, `[C]`.
///   - bias: The shift of each channel, `[C]`.
///   - epsilon: Is added to the variance.
///   - activation: Is applied last.
/// - Returns: The result, of the shape of `x`, and the moments: the variance is divided by the number
///   of pixels.
public func batchNorm(
  _ x: Tensor,
  weight: Tensor,
  bias: Tensor,
  epsilon: Float,
  activation: Activation = .identity
) -> (result: Tensor, mean: [Double], variance: [Double]) {
  let norm = normalization(of: x, weight, bias, activation)
  let (mean, variance) = norm.moments(of: x.pointer)
  let factors = BatchNormalization.Factors(
    mean: Storage(mean.map { Float($0) }),
    inverseDeviation: Storage(variance.map { Float(1 / ($0 + Double(epsilon)).squareRoot()) }),
    scale: weight.storage,
    shift: bias.storage
  )
  let scale = Elementwise.multiply(weight.storage, factors.inverseDeviation)
  let y = Storage(count: x.count)
  norm.apply(
    x.pointer,
    scale: scale,
    shift: Elementwise.subtract(bias.storage, Elementwise.multiply(factors.mean, scale)),
    into: y.start
  )
  let result = Tape.record(
    [x, weight, bias],
    shape: x.shape,
    storage: y,
    pullback: { [x = x.storage] gradient in
      let dx = Storage(count: x.count)
      let (scale, shift) = norm.backward(
        x.start,
        outputGradient: gradient.start,
        factors,
        into: dx.start
      )
      return [dx, scale, shift]
    }
  )
  return (result, mean, variance)
}

private func normalization(
  of x: Tensor,
  _ weight: Tensor,
  _ bias: Tensor,
  _ activation: Activation
) -> BatchNormalization {
  precondition(
    [2, 4].contains(x.shape.count) && weight.shape == [x.shape[1]] && bias.shape == weight.shape,
    "a scale of shape \(weight.shape) and a shift of shape \(bias.shape) do not fit \(x.shape)"
  )
  return BatchNormalization(
    rows: x.count / x.shape[1],
    channels: x.shape[1],
    activation: activation
  )
}

extension Storage {
  convenience init(_ values: [Float]) {
    self.init(count: values.count)
    for (index, value) in values.enumerated() { start[index] = value }
  }
}
