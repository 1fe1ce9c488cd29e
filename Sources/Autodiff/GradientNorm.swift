import Arrays

extension Gradients {
  /// The root of the sum of the squares of all gradients.
  public var norm: Float {
    Float(values.reduce(0) { $0 + Sums.squares($1.storage) }.squareRoot())
  }

  /// Scales all gradients by one factor so that their norm is at most a limit, as PyTorch's
  /// `clip_grad_norm_` (Pascanu, Mikolov and Bengio 2013).
  ///
  /// - Parameter limit: The largest norm; above zero.
  /// - Returns: The norm before. When it is not finite, neither are the gradients after.
  /// - Precondition: `limit` is above zero.
  @discardableResult
  public mutating func clipNorm(to limit: Float) -> Float {
    precondition(limit > 0, "gradients cannot be clipped to a norm of \(limit)")
    let norm = norm
    let factor = limit / (norm + 1e-6)
    if !(factor >= 1) { values = values.map { factor * $0 } }
    return norm
  }
}
