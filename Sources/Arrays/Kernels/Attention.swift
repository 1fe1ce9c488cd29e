/// Scaled dot-product attention with several heads.
///
/// Queries are `[N, L, heads · width]`, keys and values `[N, S, heads · width]`; a head reads its own
/// columns where they lie. Each head of each sequence is one task. Source: Vaswani et al. 2017.
package struct Attention: Sendable {
  package let batch: Int
  package let queryCount: Int
  package let keyCount: Int
  package let heads: Int

  /// The number of columns of one head.
  package let width: Int

  /// What the products of queries and keys are multiplied by.
  package let scale: Float

  package init(
    batch: Int,
    queryCount: Int,
    keyCount: Int,
    heads: Int,
    width: Int,
    scale: Float? = nil
  ) {
    self.batch = batch
    self.queryCount = queryCount
    self.keyCount = keyCount
    self.heads = heads
    self.width = width
    self.scale = scale ?? 1 / Float(width).squareRoot()
  }

  private var rowStride: Int { heads * width }

  /// What is added to the scaled products before the weights are made of them.
  package struct Offsets: Sendable {
    /// A number for each head, query and key, `[heads, L, S]`.
    let bias: Storage?

    /// A number for each key of each sequence, `[N, S]`.
    let keys: Storage?

    package init(bias: Storage? = nil, keys: Storage? = nil) {
      self.bias = bias
      self.keys = keys
    }
  }

  /// Writes the attended values.
  ///
  /// - Returns: The weights, `[N, heads, L, S]`, for the way back.
  package func forward(
    query: UnsafePointer<Float>,
    key: UnsafePointer<Float>,
    value: UnsafePointer<Float>,
    offsets: Offsets = Offsets(),
    into result: UnsafeMutablePointer<Float>
  ) -> Storage {
    let weights = Storage(count: batch * heads * queryCount * keyCount)
    let isPlain = offsets.bias == nil && offsets.keys == nil
    forEachHead { queries, keys, head in
      let scores = weights.start + head
      multiply(
        rows(query + queries),
        queryCount,
        by: rows(key + keys).transposed,
        width,
        keyCount,
        into: scores,
        stride: keyCount
      )
      if !isPlain { add(offsets, to: scores, of: head / (queryCount * keyCount)) }
      Softmax.forward(
        scores,
        rows: queryCount,
        columns: keyCount,
        factor: isPlain ? scale : 1,
        into: scores
      )
      multiply(
        MatrixView(scores, rowStride: keyCount),
        queryCount,
        by: rows(value + keys),
        keyCount,
        width,
        into: result + queries,
        stride: rowStride
      )
    }
    return weights
  }

  /// Scales the products of a head of a sequence and adds the offsets.
  private func add(_ offsets: Offsets, to scores: UnsafeMutablePointer<Float>, of index: Int) {
    let (sequence, head) = index.quotientAndRemainder(dividingBy: heads)
    for row in 0..<queryCount {
      let line = scores + row * keyCount
      for c in 0..<keyCount { line[c] *= scale }
      if let bias = offsets.bias {
        let extra = bias.start + (head * queryCount + row) * keyCount
        for c in 0..<keyCount { line[c] += extra[c] }
      }
      if let keys = offsets.keys {
        let extra = keys.start + sequence * keyCount
        for c in 0..<keyCount { line[c] += extra[c] }
      }
    }
  }

  /// What the attended values are made of, and where the gradients of each go.
  package struct Operands<Pointer> {
    package let query: Pointer
    package let key: Pointer
    package let value: Pointer

    package init(query: Pointer, key: Pointer, value: Pointer) {
      self.query = query
      self.key = key
      self.value = value
    }
  }

  /// Writes the gradients with respect to queries, keys and values, given that of the result.
  ///
  /// If wanted, `slopes` takes the gradients of the scaled products, `[N, heads, L, S]`.
  package func backward(
    _ inputs: Operands<UnsafePointer<Float>>,
    weights: Storage,
    outputGradient: UnsafePointer<Float>,
    slopes scaledSlopes: Storage? = nil,
    into gradients: Operands<UnsafeMutablePointer<Float>>
  ) {
    forEachHead { queries, keys, head in
      let weight = MatrixView(weights.start + head, rowStride: keyCount)
      let slopes = rows(outputGradient + queries)
      multiply(
        weight.transposed,
        keyCount,
        by: slopes,
        queryCount,
        width,
        into: gradients.value + keys,
        stride: rowStride
      )
      withScratch(queryCount * keyCount) { scores in
        multiply(
          slopes,
          queryCount,
          by: rows(inputs.value + keys).transposed,
          width,
          keyCount,
          into: scores,
          stride: keyCount
        )
        Softmax.backward(
          weight.start,
          outputGradient: scores,
          rows: queryCount,
          columns: keyCount,
          into: scores
        )
        if let scaledSlopes {
          (scaledSlopes.start + head).update(from: scores, count: queryCount * keyCount)
        }
        for place in 0..<queryCount * keyCount { scores[place] *= scale }
        let score = MatrixView(scores, rowStride: keyCount)
        multiply(
          score,
          queryCount,
          by: rows(inputs.key + keys),
          keyCount,
          width,
          into: gradients.query + queries,
          stride: rowStride
        )
        multiply(
          score.transposed,
          keyCount,
          by: rows(inputs.query + queries),
          queryCount,
          width,
          into: gradients.key + keys,
          stride: rowStride
        )
      }
    }
  }

  /// Returns the sums over the sequences of a number for each head, query and key, `[heads, L, S]`.
  package func sumOverSequences(_ numbers: Storage) -> Storage {
    let size = queryCount * keyCount
    let result = Storage(zeros: heads * size)
    unsafeParallelFor(heads) { head in
      let sum = result.start + head * size
      for sequence in 0..<batch {
        let part = numbers.start + (sequence * heads + head) * size
        for place in 0..<size { sum[place] += part[place] }
      }
    }
    return result
  }

  /// Calls `body` with the places where a head's queries, keys and weights begin.
  private func forEachHead(_ body: (_ queries: Int, _ keys: Int, _ weights: Int) -> Void) {
    unsafeParallelFor(batch * heads) { index in
      let (sequence, head) = index.quotientAndRemainder(dividingBy: heads)
      body(
        sequence * queryCount * rowStride + head * width,
        sequence * keyCount * rowStride + head * width,
        index * queryCount * keyCount
      )
    }
  }

  private func rows(_ start: UnsafePointer<Float>) -> MatrixView {
    MatrixView(start, rowStride: rowStride)
  }

  private func multiply(
    _ left: MatrixView,
    _ rows: Int,
    by right: MatrixView,
    _ depth: Int,
    _ columns: Int,
    into result: UnsafeMutablePointer<Float>,
    stride: Int
  ) {
    MatrixProduct.multiplyAlone(
      left,
      rows: rows,
      by: PackedMatrix(right, rows: depth, columns: columns),
      into: result,
      stride: stride
    )
  }
}
