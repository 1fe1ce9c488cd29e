import Arrays

/// Scaled dot-product attention with several heads.
///
///     softmax(Q Kᵀ / √d) V  (Vaswani et al. 2017, eq. 1)
///
/// A head is `d = E / headCount` columns in a row. With one head it is PyTorch's
/// `scaled_dot_product_attention`.
///
/// - Parameters:
///   - query: `[N, L, E]`.
///   - key: `[N, S, E]`.
///   - value: `[N, S, E]`.
///   - headCount: The number of heads.
/// - Returns: `[N, L, E]`, the heads side by side.
/// - Precondition: The shapes fit, `S` is at least 1, and `headCount` divides `E`.
/// - Complexity: `N · L · S · E` products, and a weight kept for each head, query and key.
public func scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  headCount: Int = 1
) -> Tensor {
  precondition(
    query.shape.count == 3 && key.shape.count == 3 && value.shape == key.shape
      && key.shape[0] == query.shape[0] && key.shape[2] == query.shape[2] && key.shape[1] >= 1,
    "queries \(query.shape), keys \(key.shape) and values \(value.shape) do not fit together"
  )
  precondition(
    headCount >= 1 && query.shape[2].isMultiple(of: headCount),
    "\(query.shape[2]) columns cannot be shared out among \(headCount) heads"
  )
  let attention = Attention(
    batch: query.shape[0],
    queryCount: query.shape[1],
    keyCount: key.shape[1],
    heads: headCount,
    width: query.shape[2] / headCount
  )
  let result = Storage(count: query.count)
  let weights = attention.forward(
    query: query.pointer,
    key: key.pointer,
    value: value.pointer,
    into: result.start
  )
  return Tape.record(
    [query, key, value],
    shape: query.shape,
    storage: result,
    pullback: { [query = query.storage, key = key.storage, value = value.storage] gradient in
      let dq = Storage(count: query.count)
      let dk = Storage(count: key.count), dv = Storage(count: value.count)
      attention.backward(
        .init(
          query: UnsafePointer(query.start),
          key: UnsafePointer(key.start),
          value: UnsafePointer(value.start)
        ),
        weights: weights,
        outputGradient: gradient.start,
        into: .init(query: dq.start, key: dk.start, value: dv.start)
      )
      return [dq, dk, dv]
    }
  )
}

extension Tensor {
  /// The pixels of images as rows: `[N, C, H, W]` to `[N, H·W, C]`, the form that attention reads.
  ///
  /// Nothing moves in memory.
  ///
  /// - Precondition: The tensor has four axes.
  public var pixelRows: Tensor {
    precondition(shape.count == 4, "a tensor of shape \(shape) is no batch of images")
    return relabelled([shape[0], shape[2] * shape[3], shape[1]])
  }

  /// Rows of pixels as images again: `[N, H·W, C]` to `[N, C, H, W]`.
  ///
  /// - Precondition: The tensor has three axes, the second of `height · width` elements.
  public func images(height: Int, width: Int) -> Tensor {
    precondition(
      shape.count == 3 && shape[1] == height * width,
      "a tensor of shape \(shape) has no rows for \(height)×\(width) pixels"
    )
    return relabelled([shape[0], shape[2], height, width])
  }

  private func relabelled(_ shape: [Int]) -> Tensor {
    Tape.record([self], shape: shape, storage: storage, pullback: { [$0] })
  }
}
