public import Arrays

/// Normalizes groups of channels over all pixels of each image, scales and shifts, as PyTorch's
/// `group_norm` (Wu and He 2018); then modulates each image, and applies an activation, all in one pass.
///
///     activation((x̂ · weight + bias) · (1 + s) + t)
///
/// - Parameters:
///   - x: Images, `[N, C, H, W]`.
///   - groupCount: How many groups of `C / groupCount` channels in a row there are.
///   - weight: The scale of each channel, `[C]`.
///   - bias: The shift of each channel, `[C]`.
///   - epsilon: Is added to the variance of a group, which is divided by the number of its pixels.
///   - modulation: For each image `s` of each channel, then `t`, `[N, 2C]`: how a condition changes what
///     the network makes of it (Perez et al. 2018). Without it nothing is modulated.
///   - activation: Is applied last.
/// - Returns: The result, of the shape of `x`.
/// - Precondition: The shapes fit, and `groupCount` divides `C`.
public func groupNorm(
  _ x: Tensor,
  groupCount: Int,
  weight: Tensor,
  bias: Tensor,
  epsilon: Float,
  modulatedBy modulation: Tensor? = nil,
  then activation: Activation = .identity
) -> Tensor {
  precondition(
    x.shape.count == 4 && weight.shape == [x.shape[1]] && bias.shape == weight.shape,
    "a scale of shape \(weight.shape) and a shift of shape \(bias.shape) do not fit \(x.shape)"
  )
  precondition(
    modulation == nil || modulation?.shape == [x.shape[0], 2 * x.shape[1]],
    "a modulation of shape \(modulation?.shape ?? []) does not fit \(x.shape)"
  )
  let norm = GroupNormalization(
    images: x.shape[0],
    pixels: x.shape[2] * x.shape[3],
    channels: x.shape[1],
    groups: groupCount,
    epsilon: epsilon,
    activation: activation
  )
  let learned = GroupNormalization.Affine(scale: weight.storage, shift: bias.storage)
  let affine = modulation.map { modulated(weight.storage, bias.storage, by: $0.storage) } ?? learned
  let y = Storage(count: x.count)
  let moments = norm.forward(x.pointer, affine, into: y.start)
  return Tape.record(
    [x, weight, bias] + (modulation.map { [$0] } ?? []),
    shape: x.shape,
    storage: y,
    pullback: {
      [x = x.storage, weight = weight.storage, bias = bias.storage, m = modulation?.storage] in
      let dx = Storage(count: x.count)
      let (scale, shift) = norm.backward(
        x.start,
        outputGradient: $0.start,
        affine,
        moments: moments,
        into: dx.start
      )
      return [dx] + modulationGradients(weight, bias, m, scale: scale, shift: shift)
    }
  )
}

/// Returns the scale and the shift of each channel of each image, `w·(1 + s)` and `b·(1 + s) + t`.
private func modulated(
  _ weight: Storage,
  _ bias: Storage,
  by modulation: Storage
) -> GroupNormalization.Affine {
  let channels = weight.count, images = modulation.count / (2 * channels)
  let scale = Storage(count: images * channels), shift = Storage(count: images * channels)
  for image in 0..<images {
    let line = modulation.start + image * 2 * channels
    for c in 0..<channels {
      let gain = 1 + line[c]
      scale.start[image * channels + c] = weight.start[c] * gain
      shift.start[image * channels + c] = bias.start[c] * gain + line[channels + c]
    }
  }
  return .init(scale: scale, shift: shift)
}

/// Returns the gradients of weight, bias and modulation, given those of the scale and the shift of each
/// image; images are added up in their order.
private func modulationGradients(
  _ weight: Storage,
  _ bias: Storage,
  _ modulation: Storage?,
  scale: Storage,
  shift: Storage
) -> [Storage?] {
  let channels = weight.count
  let dWeight = Storage(zeros: channels), dBias = Storage(zeros: channels)
  let dModulation = modulation.map { Storage(count: $0.count) }
  for image in 0..<scale.count / channels {
    let place = image * channels
    for c in 0..<channels {
      let (dScale, dShift) = (scale.start[place + c], shift.start[place + c])
      let gain = modulation.map { 1 + $0.start[2 * place + c] } ?? 1
      dWeight.start[c] += dScale * gain
      dBias.start[c] += dShift * gain
      guard let dModulation else { continue }
      dModulation.start[2 * place + c] = dScale * weight.start[c] + dShift * bias.start[c]
      dModulation.start[2 * place + channels + c] = dShift
    }
  }
  return [dWeight, dBias] + (dModulation.map { [$0] } ?? [])
}
