import Arrays

/// Joins images along their channels: `[N, C₁, H, W]` and `[N, C₂, H, W]` to `[N, C₁ + C₂, H, W]`.
///
/// Rows join likewise, `[N, C₁]` and `[N, C₂]` to `[N, C₁ + C₂]`, and sequences one behind the other,
/// `[N, L₁, E]` and `[N, L₂, E]` to `[N, L₁ + L₂, E]`.
///
/// - Precondition: The tensors differ in their second axis only.
public func concatenate(_ tensors: Tensor...) -> Tensor {
  precondition(!tensors.isEmpty, "nothing is not a tensor")
  let shape = tensors[0].shape
  precondition(
    tensors.allSatisfy {
      $0.shape.count == shape.count && (2...4).contains(shape.count) && $0.shape[0] == shape[0]
        && $0.shape.dropFirst(2) == shape.dropFirst(2)
    },
    "tensors of shapes \(tensors.map(\.shape)) cannot be joined along their channels"
  )
  // Images lie channels last: each pixel is a row. All else lies as its shape says.
  let rows = shape.count == 4 ? shape[0] * shape[2] * shape[3] : shape[0]
  let widths = tensors.map { $0.count / rows }
  let width = widths.reduce(0, +)
  let result = Storage(count: rows * width)
  copyColumns(of: tensors.map(\.storage), widths: widths, rows: rows) { part, whole, count in
    (result.start + whole).update(from: part, count: count)
  }
  return Tape.record(
    tensors,
    shape: [shape[0], tensors.reduce(0) { $0 + $1.shape[1] }] + shape.dropFirst(2),
    storage: result,
    pullback: { gradient in
      let parts = widths.map { Storage(count: rows * $0) }
      copyColumns(of: parts, widths: widths, rows: rows) { part, whole, count in
        part.update(from: gradient.start + whole, count: count)
      }
      return parts
    }
  )
}

/// Pairs each row of each part with its place in the rows of the whole.
private func copyColumns(
  of parts: [Storage],
  widths: [Int],
  rows: Int,
  _ copy: (_ part: UnsafeMutablePointer<Float>, _ whole: Int, _ count: Int) -> Void
) {
  let width = widths.reduce(0, +), block = 64
  unsafeParallelFor((rows + block - 1) / block) { index in
    var first = 0
    for (part, count) in zip(parts, widths) {
      let start = part.start
      for row in index * block..<min(rows, (index + 1) * block) {
        copy(start + row * count, row * width + first, count)
      }
      first += count
    }
  }
}

/// The mean of squares of `size` by `size` pixels, as PyTorch's `avg_pool2d` without overlap.
///
/// - Precondition: `size` divides the height and the width.
public func averagePool2d(_ x: Tensor, size: Int) -> Tensor {
  precondition(
    x.shape.count == 4 && size >= 1 && x.shape[2].isMultiple(of: size)
      && x.shape[3].isMultiple(of: size),
    "images of shape \(x.shape) cannot be cut into squares of \(size) pixels"
  )
  let (height, width, channels) = (x.shape[2], x.shape[3], x.shape[1])
  let rows = height / size, columns = width / size
  let factor = 1 / Float(size * size)
  let y = Storage(count: x.shape[0] * rows * columns * channels)
  /// Pairs each pixel of the input with its place in the output.
  @Sendable func forEachPixel(of image: Int, _ body: (_ pixel: Int, _ square: Int) -> Void) {
    for row in 0..<height {
      for column in 0..<width {
        body(
          ((image * height + row) * width + column) * channels,
          ((image * rows + row / size) * columns + column / size) * channels
        )
      }
    }
  }
  y.start.update(repeating: 0, count: y.count)
  let values = x.pointer
  unsafeParallelFor(x.shape[0]) { image in
    forEachPixel(of: image) { pixel, square in
      for c in 0..<channels { y.start[square + c] += factor * values[pixel + c] }
    }
  }
  return Tape.record(
    [x],
    shape: [x.shape[0], channels, rows, columns],
    storage: y,
    pullback: { [images = x.shape[0], count = x.count] gradient in
      let dx = Storage(count: count)
      unsafeParallelFor(images) { image in
        forEachPixel(of: image) { pixel, square in
          for c in 0..<channels { dx.start[pixel + c] = factor * gradient.start[square + c] }
        }
      }
      return [dx]
    }
  )
}

extension Tensor {
  /// Returns the same elements under another shape.
  ///
  /// - Precondition: The shape describes as many elements.
  public func reshaped(_ shape: [Int]) -> Tensor {
    precondition(
      shape.reduce(1, *) == count,
      "\(count) elements of shape \(self.shape) do not fill the shape \(shape)"
    )
    let storage = Self.reordered(self.storage, from: self.shape, to: shape)
    return Tape.record(
      [self],
      shape: shape,
      storage: storage,
      pullback: { [old = self.shape] in [Self.reordered($0, from: shape, to: old)] }
    )
  }

  /// Returns numbers in the order that another shape has in memory.
  private static func reordered(_ storage: Storage, from old: [Int], to new: [Int]) -> Storage {
    let isSimple = { (shape: [Int]) in shape.count != 4 || shape[1] == 1 || shape[2] * shape[3] == 1
    }
    if isSimple(old) && isSimple(new) { return storage }
    return Tensor(Tensor(shape: old, storage: storage).array.reshaped(new)).storage
  }
}
