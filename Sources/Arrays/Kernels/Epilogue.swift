/// What a convolution does with its sums before it writes them: `activation(sum * scale + shift)`,
/// with a scale and a shift for each channel.
///
/// A bias is a shift; a normalization with fixed moments is a scale and a shift.
package struct Epilogue: Sendable {
  let scale: Storage
  let shift: Storage
  let activation: Activation

  /// Whether sums stay as they are.
  private let isIdentity: Bool

  /// Creates an epilogue; what is `nil` is not there.
  package init(
    channels: Int,
    bias: UnsafePointer<Float>? = nil,
    scale: Storage? = nil,
    shift: Storage? = nil,
    activation: Activation = .identity
  ) {
    self.scale = Storage(count: channels)
    self.shift = Storage(count: channels)
    self.activation = activation
    isIdentity = bias == nil && scale == nil && shift == nil && activation == .identity
    for c in 0..<channels {
      let factor = scale?.start[c] ?? 1
      self.scale.start[c] = factor
      self.shift.start[c] = (shift?.start[c] ?? 0) + factor * (bias?[c] ?? 0)
    }
  }

  /// Applies the epilogue to rows that are written already.
  package func apply(to matrix: UnsafeMutablePointer<Float>, rows: Int, channels: Int) {
    if isIdentity { return }
    BatchNormalization(rows: rows, channels: channels, activation: activation)
      .apply(matrix, scale: scale, shift: shift, into: matrix)
  }
}
