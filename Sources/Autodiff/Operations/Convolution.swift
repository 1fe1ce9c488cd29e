import Arrays

/// Convolves images with filters, as PyTorch's `conv2d`.
///
/// - Parameters:
///   - x: Images, `[N, in, H, W]`.
///   - weight: Filters, `[out, in, k, k]`.
///   - bias: A number for each output channel, `[out]`.
///   - stride: The step from output to output, in pixels.
///   - padding: How many zeros surround an image.
///   - normalization: Is applied to the result before it is written; at inference only.
/// - Returns: `[N, out, (H + 2·padding - k) / stride + 1, …]`.
/// - Precondition: The shapes fit.
public func conv2d(
  _ x: Tensor,
  weight: Tensor,
  bias: Tensor? = nil,
  stride: Int = 1,
  padding: Int = 0,
  then normalization: FixedNormalization? = nil
) -> Tensor {
  precondition(
    x.shape.count == 4 && weight.shape.count == 4 && weight.shape[2] == weight.shape[3]
      && x.shape[1] == weight.shape[1],
    "filters of shape \(weight.shape) do not fit images of shape \(x.shape)"
  )
  let shape = Convolution(
    batch: x.shape[0],
    height: x.shape[2],
    width: x.shape[3],
    inChannels: x.shape[1],
    outChannels: weight.shape[0],
    kernelSize: weight.shape[2],
    stride: stride,
    padding: padding
  )
  let epilogue = epilogue(bias, normalization, channels: shape.outChannels)
  let y = Storage(count: shape.outputCount)
  let isForInference = x.node == nil && weight.node == nil
  if isForInference {
    shape.forward(x.pointer, filter: weight.weightRows, epilogue: epilogue, into: y.start)
  } else {
    let filter = weight.storage
    shape.forward(x.pointer, filter: filter.start, epilogue: epilogue, into: y.start)
  }
  let (needsX, needsWeight) = (x.node != nil, weight.node != nil)
  precondition(
    normalization == nil || isForInference,
    "a fixed normalization is for inference: it has no gradient"
  )
  return Tape.record(
    [x, weight] + (bias.map { [$0] } ?? []),
    shape: [shape.batch, shape.outChannels, shape.outHeight, shape.outWidth],
    storage: y,
    pullback: { [x = x.storage, weight = weight.storage, hasBias = bias != nil] gradient in
      [
        needsX ? shape.inputGradient(gradient, weight) : nil,
        needsWeight ? shape.filterGradient(x, gradient) : nil,
      ] + (hasBias ? [Sums.columns(of: gradient, count: shape.outChannels)] : [])
    }
  )
}

/// The transpose of ``conv2d(_:weight:bias:stride:padding:)``, as PyTorch's `conv_transpose2d`.
///
/// - Parameters:
///   - x: Images, `[N, in, H, W]`.
///   - weight: Filters, `[in, out, k, k]`.
///   - bias: A number for each output channel, `[out]`.
///   - stride: The step from input to input, in pixels of the output.
///   - padding: How many pixels of the full result are cut off at each edge.
///   - normalization: Is applied to the result before it is written; at inference only.
/// - Returns: `[N, out, (H - 1)·stride - 2·padding + k, …]`.
/// - Precondition: The shapes fit.
public func convTranspose2d(
  _ x: Tensor,
  weight: Tensor,
  bias: Tensor? = nil,
  stride: Int = 1,
  padding: Int = 0,
  then normalization: FixedNormalization? = nil
) -> Tensor {
  precondition(
    x.shape.count == 4 && weight.shape.count == 4 && weight.shape[2] == weight.shape[3]
      && x.shape[1] == weight.shape[0],
    "transposed filters of shape \(weight.shape) do not fit images of shape \(x.shape)"
  )
  let kernelSize = weight.shape[2]
  let shape = Convolution(
    batch: x.shape[0],
    height: (x.shape[2] - 1) * stride - 2 * padding + kernelSize,
    width: (x.shape[3] - 1) * stride - 2 * padding + kernelSize,
    inChannels: weight.shape[1],
    outChannels: weight.shape[0],
    kernelSize: kernelSize,
    stride: stride,
    padding: padding
  )
  let filter = weight.storage
  let epilogue = epilogue(bias, normalization, channels: shape.inChannels)
  let y = Storage(count: shape.inputCount)
  shape.inputGradient(
    x.pointer,
    filter: filter.start,
    epilogue: epilogue,
    into: y.start
  )
  let (needsX, needsWeight) = (x.node != nil, weight.node != nil)
  precondition(
    normalization == nil || !(needsX || needsWeight),
    "a fixed normalization is for inference: it has no gradient"
  )
  return Tape.record(
    [x, weight] + (bias.map { [$0] } ?? []),
    shape: [shape.batch, shape.inChannels, shape.height, shape.width],
    storage: y,
    pullback: { [x = x.storage, weight = filter, hasBias = bias != nil] gradient in
      [
        needsX ? shape.forward(gradient, weight) : nil,
        needsWeight ? shape.filterGradient(gradient, x) : nil,
      ] + (hasBias ? [Sums.columns(of: gradient, count: shape.inChannels)] : [])
    }
  )
}

private func epilogue(
  _ bias: Tensor?,
  _ normalization: FixedNormalization?,
  channels: Int
) -> Epilogue {
  precondition(
    bias == nil || bias?.shape == [channels],
    "a bias of shape \(bias?.shape ?? []) does not fit \(channels) channels"
  )
  precondition(
    normalization == nil || normalization?.scale.count == channels,
    "a normalization of \(normalization?.scale.count ?? 0) channels does not fit \(channels)"
  )
  return normalization?.epilogue(bias: bias) ?? Epilogue(channels: channels, bias: bias?.pointer)
}

extension Convolution {
  fileprivate func forward(_ x: Storage, _ weight: Storage) -> Storage {
    let y = Storage(count: outputCount)
    forward(
      x.start,
      filter: weight.start,
      epilogue: Epilogue(channels: outChannels),
      into: y.start
    )
    return y
  }

  fileprivate func inputGradient(_ gradient: Storage, _ weight: Storage) -> Storage {
    let x = Storage(count: inputCount)
    inputGradient(
      gradient.start,
      filter: weight.start,
      epilogue: Epilogue(channels: inChannels),
      into: x.start
    )
    return x
  }

  fileprivate func filterGradient(_ x: Storage, _ gradient: Storage) -> Storage {
    let weight = Storage(count: filterCount)
    filterGradient(x.start, outputGradient: gradient.start, into: weight.start)
    return weight
  }
}
