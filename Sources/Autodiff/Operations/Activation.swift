public import Arrays

/// The exact Gaussian error linear unit, `x Φ(x)`.
public func gelu(_ x: Tensor) -> Tensor { activated(x, by: .gelu) }

/// The sigmoid linear unit, `x / (1 + e^(-x))`.
public func silu(_ x: Tensor) -> Tensor { activated(x, by: .silu) }

/// Applies an activation to each number by itself.
public func activated(_ x: Tensor, by activation: Activation) -> Tensor {
  let y = Storage(count: x.count)
  activation.forward(x.pointer, into: y.start, count: x.count)
  return Tape.record(
    [x],
    shape: x.shape,
    storage: y,
    pullback: { [x = x.storage] gradient in
      let dx = Storage(count: x.count)
      activation.backward(x.start, outputGradient: gradient.start, into: dx.start, count: x.count)
      return [dx]
    }
  )
}
