import Arrays

/// Doubles the height and the width of images, each pixel becoming four, as PyTorch's `interpolate`
/// with mode `nearest` and factor 2.
///
/// - Parameter x: Images, `[N, C, H, W]`.
/// - Returns: `[N, C, 2H, 2W]`.
/// - Precondition: `x` has four axes.
public func upsampleNearest2d(_ x: Tensor) -> Tensor {
  precondition(x.shape.count == 4, "a tensor of shape \(x.shape) is no batch of images")
  let (channels, height, width) = (x.shape[1], x.shape[2], x.shape[3])
  let upsampling = NearestUpsampling(lines: x.shape[0] * height, width: width, channels: channels)
  let y = Storage(count: 4 * x.count)
  upsampling.forward(x.pointer, into: y.start)
  return Tape.record(
    [x],
    shape: [x.shape[0], channels, 2 * height, 2 * width],
    storage: y,
    pullback: { [count = x.count] gradient in
      let dx = Storage(count: count)
      upsampling.backward(outputGradient: gradient.start, into: dx.start)
      return [dx]
    }
  )
}
