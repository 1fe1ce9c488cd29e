public import Arrays

/// A normalization by moments that are known beforehand, as at inference, and an activation.
///
/// It is a scale and a shift of each channel, which a convolution applies as it writes its result.
public struct FixedNormalization: Sendable {
  let scale: Storage
  let shift: Storage
  let activation: Activation

  /// Creates the normalization `activation((x - mean) / √(variance + epsilon) · weight + bias)`, all of
  /// shape `[C]`.
  public init(
    mean: Tensor,
    variance: Tensor,
    weight: Tensor,
    bias: Tensor,
    epsilon: Float,
    then activation: Activation
  ) {
    precondition(
      [mean, variance, bias].allSatisfy { $0.shape == weight.shape },
      "moments of shapes \(mean.shape) and \(variance.shape) do not fit \(weight.shape)"
    )
    scale = Storage(count: weight.count)
    shift = Storage(count: weight.count)
    for c in 0..<weight.count {
      let factor = weight.pointer[c] / (variance.pointer[c] + epsilon).squareRoot()
      scale.start[c] = factor
      shift.start[c] = bias.pointer[c] - mean.pointer[c] * factor
    }
    self.activation = activation
  }

  /// Normalizes `[N, C, H, W]` or `[N, C]`; no gradient flows.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    precondition(
      x.shape.count >= 2 && x.shape[1] == scale.count,
      "a normalization of \(scale.count) channels does not fit \(x.shape)"
    )
    let y = Storage(count: x.count)
    BatchNormalization(rows: x.count / scale.count, channels: scale.count, activation: activation)
      .apply(x.pointer, scale: scale, shift: shift, into: y.start)
    return Tensor(shape: x.shape, storage: y)
  }

  /// What a convolution with a bias does last.
  func epilogue(bias: Tensor?) -> Epilogue {
    Epilogue(
      channels: scale.count,
      bias: bias?.pointer,
      scale: scale,
      shift: shift,
      activation: activation
    )
  }
}
