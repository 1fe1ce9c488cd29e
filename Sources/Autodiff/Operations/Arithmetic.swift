import Arrays

extension Tensor {
  /// Adds two tensors of the same shape, or to each image a number for each of its channels.
  ///
  /// - Precondition: `right` has the shape of `left`, or is `[N, C]` or `[N, C, 1, 1]` where `left` is
  ///   `[N, C, H, W]`.
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    let rows = ChannelRows(left, right)
    let sum = rows.sum(left.storage, right.storage)
    return Tape.record(
      [left, right],
      shape: left.shape,
      storage: sum,
      pullback: { [$0, rows.sums(of: $0)] }
    )
  }

  /// Multiplies two tensors of the same shape, or each image by a number for each of its channels.
  ///
  /// - Precondition: As for `+`.
  public static func * (left: Tensor, right: Tensor) -> Tensor {
    let rows = ChannelRows(left, right)
    let product = rows.product(left.storage, right.storage)
    return Tape.record(
      [left, right],
      shape: left.shape,
      storage: product,
      pullback: { [left = left.storage, right = right.storage] gradient in
        [
          rows.product(gradient, right), rows.sums(of: Elementwise.multiply(gradient, left)),
        ]
      }
    )
  }

  /// Subtracts a tensor from another of the same shape.
  public static func - (left: Tensor, right: Tensor) -> Tensor { left + -1 * right }

  /// Multiplies each element by a number.
  public static func * (factor: Float, right: Tensor) -> Tensor {
    Tape.record(
      [right],
      shape: right.shape,
      storage: Elementwise.multiply(right.storage, by: factor),
      pullback: { [Elementwise.multiply($0, by: factor)] }
    )
  }
}

extension ChannelRows {
  /// How the elements of two tensors meet.
  fileprivate init(_ left: Tensor, _ right: Tensor) {
    if left.shape == right.shape {
      self.init(images: 1, pixels: 1, channels: left.count)
      return
    }
    precondition(
      left.shape.count == 4 && Array(right.shape.prefix(2)) == Array(left.shape.prefix(2))
        && right.shape.dropFirst(2).allSatisfy { $0 == 1 },
      "tensors of shapes \(left.shape) and \(right.shape) cannot be combined element by element"
    )
    self.init(
      images: left.shape[0],
      pixels: left.shape[2] * left.shape[3],
      channels: left.shape[1]
    )
  }
}
