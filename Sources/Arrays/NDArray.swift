/// A contiguous, row-major array of `Float` with a shape.
///
/// Values are stored in one buffer, the last axis varying fastest; pictures are `[C, H, W]` and
/// batches `[N, C, H, W]`. An array is a value: a copy shares storage until it is written.
public struct NDArray: Equatable, Sendable {
  /// The extent of each axis, outermost first; empty for a scalar.
  public let shape: [Int]

  /// The elements in row-major order; ``count`` of them.
  public var values: [Float] {
    didSet { checkInvariants() }
  }

  /// Creates an array from its elements in row-major order.
  ///
  /// - Precondition: `values` has as many elements as `shape` describes.
  public init(_ values: [Float], shape: [Int]) {
    self.shape = shape
    self.values = values
    checkInvariants()
  }

  /// Creates an array that holds one number everywhere.
  public init(repeating value: Float, shape: [Int]) {
    self.init([Float](repeating: value, count: shape.reduce(1, *)), shape: shape)
  }

  /// The number of elements.
  public var count: Int { values.count }

  /// Returns an array of the same shape with each element transformed.
  public func map(_ transform: (Float) -> Float) -> NDArray {
    NDArray(values.map(transform), shape: shape)
  }

  /// Returns the same elements under another shape.
  ///
  /// - Precondition: `shape` describes ``count`` elements.
  public func reshaped(_ shape: [Int]) -> NDArray { NDArray(values, shape: shape) }

  /// Returns the mean of all elements, summed in double precision from first to last.
  public func mean() -> Float {
    precondition(count > 0, "the mean of an array of shape \(shape) is not defined")
    return Float(values.reduce(0) { $0 + Double($1) } / Double(count))
  }

  private func checkInvariants() {
    precondition(
      shape.allSatisfy { $0 >= 0 } && values.count == shape.reduce(1, *),
      "\(values.count) elements do not fill the shape \(shape)"
    )
  }
}

extension NDArray {
  /// Returns the slice at `index` of the first axis, with that axis gone.
  ///
  /// - Precondition: The array has an axis, and `index` lies in it.
  public subscript(index: Int) -> NDArray {
    precondition(
      !shape.isEmpty && (0..<shape[0]).contains(index),
      "index \(index) is outside the first axis of \(shape)"
    )
    let stride = count / shape[0]
    return NDArray(
      Array(values[index * stride..<(index + 1) * stride]),
      shape: Array(shape.dropFirst())
    )
  }
}
