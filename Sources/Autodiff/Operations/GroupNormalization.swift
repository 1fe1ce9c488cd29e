import Arrays

/// Normalizes groups of channels over all pixels of each image, scales and shifts, as PyTorch's
/// `group_norm` (Wu and He 2018).
///
/// - Parameters:
///   - x: Images, `[N, C, H, W]`.
///   - groupCount: How many groups of `C / groupCount` channels in a row there are.
///   - weight: The scale of each channel, `[C]`.
///   - bias: The shift of each channel, `[C]`.
///   - epsilon: Is added to the variance of a group, which is divided by the number of its pixels.
/// - Returns: The result, of the shape of `x`.
/// - Precondition: The shapes fit, and `groupCount` divides `C`.
public func groupNorm(
  _ x: Tensor,
  groupCount: Int,
  weight: Tensor,
  bias: Tensor,
  epsilon: Float
) -> Tensor {
  precondition(
    x.shape.count == 4 && weight.shape == [x.shape[1]] && bias.shape == weight.shape,
    "a scale of shape \(weight.shape) and a shift of shape \(bias.shape) do not fit \(x.shape)"
  )
  let norm = GroupNormalization(
    images: x.shape[0],
    pixels: x.shape[2] * x.shape[3],
    channels: x.shape[1],
    groups: groupCount,
    epsilon: epsilon
  )
  let y = Storage(count: x.count)
  let moments = norm.forward(x.pointer, scale: weight.pointer, shift: bias.pointer, into: y.start)
  return Tape.record(
    [x, weight, bias],
    shape: x.shape,
    storage: y,
    pullback: { [x = x.storage, weight = weight.storage] gradient in
      let dx = Storage(count: x.count)
      let (scale, shift) = norm.backward(
        x.start,
        outputGradient: gradient.start,
        scale: weight.start,
        moments: moments,
        into: dx.start
      )
      return [dx, scale, shift]
    }
  )
}
