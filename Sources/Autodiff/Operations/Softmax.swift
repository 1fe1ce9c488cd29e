import Arrays

/// The exponentials of each row's numbers over their sum, as PyTorch's `softmax` over the last axis.
///
/// - Parameter x: Rows, `[…, K]`; not four axes.
/// - Returns: Numbers in `0...1` that add up to 1 along the last axis, of the shape of `x`.
/// - Precondition: `x` has one to three axes or more than four, and `K` is at least 1.
public func softmax(_ x: Tensor) -> Tensor {
  let columns = x.shape.last ?? 0
  precondition(x.shape.count != 4 && columns > 0, "a tensor of shape \(x.shape) has no rows")
  let y = Storage(count: x.count)
  forEachBlock(of: x.count / columns) { first, rows in
    let place = first * columns
    Softmax.forward(x.pointer + place, rows: rows, columns: columns, into: y.start + place)
  }
  return Tape.record(
    [x],
    shape: x.shape,
    storage: y,
    pullback: { gradient in
      let dx = Storage(count: gradient.count)
      forEachBlock(of: gradient.count / columns) { first, rows in
        let place = first * columns
        Softmax.backward(
          y.start + place,
          outputGradient: gradient.start + place,
          rows: rows,
          columns: columns,
          into: dx.start + place
        )
      }
      return [dx]
    }
  )
}

private func forEachBlock(of rows: Int, _ body: (_ first: Int, _ rows: Int) -> Void) {
  let block = 64
  unsafeParallelFor((rows + block - 1) / block) { index in
    body(index * block, min(block, rows - index * block))
  }
}
