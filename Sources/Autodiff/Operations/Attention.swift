import Arrays

/// Scaled dot-product attention with several heads.
///
///     softmax(Q Kᵀ · scale + bias) V  (Vaswani et al. 2017, eq. 1)
///
/// A head is `d = E / headCount` columns in a row. With one head it is PyTorch's
/// `scaled_dot_product_attention`.
///
/// - Parameters:
///   - query: `[N, L, E]`.
///   - key: `[N, S, E]`.
///   - value: `[N, S, E]`.
///   - headCount: The number of heads.
///   - scale: What products are multiplied by; 1/√d unless another is given.
///   - bias: What is added for each head, query and key, `[headCount, L, S]`; nothing if `nil`.
///   - mask: Which keys of each sequence there are, `[N][S]`; all if `nil`.
/// - Returns: `[N, L, E]`, the heads side by side.
/// - Precondition: The shapes fit, `S` is at least 1, and `headCount` divides `E`.
/// - Complexity: `N · L · S · E` products, and a weight kept for each head, query and key.
public func scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  headCount: Int = 1,
  scale: Float? = nil,
  bias: Tensor? = nil,
  mask: [[Bool]]? = nil
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
  precondition(
    bias == nil || bias?.shape == [headCount, query.shape[1], key.shape[1]],
    "a bias of shape \(bias?.shape ?? []) does not fit queries \(query.shape) and keys \(key.shape)"
  )
  let attention = Attention(
    batch: query.shape[0],
    queryCount: query.shape[1],
    keyCount: key.shape[1],
    heads: headCount,
    width: query.shape[2] / headCount,
    scale: scale
  )
  let result = Storage(count: query.count)
  let weights = attention.forward(
    query: query.pointer,
    key: key.pointer,
    value: value.pointer,
    offsets: .init(bias: bias?.storage, keys: mask.map { offsets(of: $0, fitting: key.shape) }),
    into: result.start
  )
  return Tape.record(
    [query, key, value] + (bias.map { [$0] } ?? []),
    shape: query.shape,
    storage: result,
    pullback: {
      [query = query.storage, key = key.storage, value = value.storage, hasBias = bias != nil] in
      let dq = Storage(count: query.count)
      let dk = Storage(count: key.count), dv = Storage(count: value.count)
      let slopes = hasBias ? Storage(count: weights.count) : nil
      attention.backward(
        .init(
          query: UnsafePointer(query.start),
          key: UnsafePointer(key.start),
          value: UnsafePointer(value.start)
        ),
        weights: weights,
        outputGradient: $0.start,
        slopes: slopes,
        into: .init(query: dq.start, key: dk.start, value: dv.start)
      )
      return [dq, dk, dv] + (slopes.map { [attention.sumOverSequences($0)] } ?? [])
    }
  )
}

/// Returns zero for each key that is there, and for the others a number that leaves them no weight.
private func offsets(of mask: [[Bool]], fitting shape: [Int]) -> Storage {
  precondition(
    mask.count == shape[0] && mask.allSatisfy { $0.count == shape[1] },
    "a mask of \(mask.map(\.count)) keys does not fit keys of shape \(shape)"
  )
  return Storage(mask.flatMap { $0.map { $0 ? 0 : -Float.greatestFiniteMagnitude } })
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
