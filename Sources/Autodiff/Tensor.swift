public import Arrays

/// An array of numbers that may stand on a ``Tape``, so that gradients flow through it.
///
/// Shapes are PyTorch's: images are `[N, C, H, W]` and filters `[out, in, kH, kW]`. In memory a tensor
/// with four axes lies with the second one innermost, channels last, which is how the kernels read it;
/// ``init(_:)`` and ``array`` convert. A tensor is a value: nothing changes one that exists.
public struct Tensor: Sendable {
  /// The extent of each axis, outermost first; empty for a scalar.
  public let shape: [Int]

  private let values: Values

  /// Where the tensor stands on a tape; `nil` for one without gradient.
  let node: Tape.Node?

  /// Where the numbers are.
  private enum Values: Sendable {
    case present(Storage)
    case mapped(MappedNumbers)
    case unset
  }

  package init(shape: [Int], storage: Storage) {
    self.init(shape: shape, storage: storage, node: nil)
  }

  init(shape: [Int], storage: Storage, node: Tape.Node?) {
    precondition(
      shape.reduce(1, *) == storage.count,
      "\(storage.count) numbers do not fill the shape \(shape)"
    )
    self.shape = shape
    values = .present(storage)
    self.node = node
  }

  /// Creates a tensor whose numbers stay in their file, in row-major order, and are widened whenever an
  /// operation needs them.
  ///
  /// - Precondition: There are as many numbers as the shape describes.
  public init(_ numbers: MappedNumbers, shape: [Int]) {
    precondition(
      shape.reduce(1, *) == numbers.count,
      "\(numbers.count) numbers do not fill the shape \(shape)"
    )
    self.shape = shape
    values = .mapped(numbers)
    node = nil
  }

  /// Creates a tensor that takes no memory and has no numbers yet: a place that a file will fill.
  ///
  /// Using it in an operation is a programmer's error.
  public init(unsetOfShape shape: [Int]) {
    self.shape = shape
    values = .unset
    node = nil
  }

  /// Creates a tensor from an array.
  public init(_ array: NDArray) {
    let storage = Storage(count: array.count)
    array.values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      if array.shape.count == 4 {
        Self.permute(start, shape: array.shape, isChannelsLast: false, into: storage.start)
      } else {
        storage.start.update(from: start, count: values.count)
      }
    }
    self.init(shape: array.shape, storage: storage)
  }

  /// Creates a scalar.
  public init(_ value: Float) {
    let storage = Storage(count: 1)
    storage.start[0] = value
    self.init(shape: [], storage: storage)
  }

  /// Creates a tensor that holds one number everywhere.
  public init(repeating value: Float, shape: [Int]) {
    let storage = Storage(count: shape.reduce(1, *))
    storage.start.update(repeating: value, count: storage.count)
    self.init(shape: shape, storage: storage)
  }

  /// The numbers in row-major order.
  public var array: NDArray {
    let storage = storage
    let values = [Float](unsafeUninitializedCapacity: count) { values, filled in
      if let start = values.baseAddress {
        if shape.count == 4 {
          Self.permute(storage.start, shape: shape, isChannelsLast: true, into: start)
        } else {
          start.update(from: storage.start, count: count)
        }
      }
      filled = count
    }
    return NDArray(values, shape: shape)
  }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// The numbers in the order described above; mapped ones are widened anew each time.
  package var storage: Storage {
    switch values {
    case .present(let storage): return storage
    case .mapped(let numbers):
      let isImage = shape.count == 4
      return numbers.widened(
        rows: isImage ? shape[1] : 1,
        columns: isImage ? shape[2] * shape[3] : numbers.count
      )
    case .unset: fatalError("a tensor of shape \(shape) was used before its numbers were loaded")
    }
  }

  /// The numbers as rows of weights, wherever they are.
  var weightRows: WeightRows {
    if case .mapped(let numbers) = values { .mapped(numbers) } else { .present(storage) }
  }

  /// The numbers in their file, if that is where they are.
  package var mapped: MappedNumbers? {
    if case .mapped(let numbers) = values { numbers } else { nil }
  }

  /// The same tensor with its numbers in memory.
  public var widened: Tensor {
    mapped == nil ? self : Tensor(shape: shape, storage: storage)
  }

  /// The value of a tensor with one element.
  ///
  /// - Precondition: The tensor has one element.
  public var scalar: Float {
    precondition(count == 1, "a tensor of shape \(shape) is no scalar")
    return storage.start[0]
  }

  /// The same numbers without a place on a tape: no gradient flows through them.
  public var detached: Tensor { Tensor(shape: shape, storage: storage) }

  /// Whether the tensor stands on a tape.
  public var isLifted: Bool { node != nil }

  /// The numbers of a tensor that has them in memory.
  ///
  /// - Precondition: They are not mapped.
  var pointer: UnsafePointer<Float> {
    guard case .present(let storage) = values else {
      fatalError("this operation does not read a tensor of shape \(shape) from a file")
    }
    return UnsafePointer(storage.start)
  }

  /// Writes an array with four axes with its second axis last, or back.
  private static func permute(
    _ source: UnsafePointer<Float>,
    shape: [Int],
    isChannelsLast: Bool,
    into result: UnsafeMutablePointer<Float>
  ) {
    let channels = shape[1], pixels = shape[2] * shape[3]
    for image in 0..<shape[0] {
      let start = image * channels * pixels
      transpose(
        source + start,
        rows: isChannelsLast ? pixels : channels,
        columns: isChannelsLast ? channels : pixels,
        into: result + start
      )
    }
  }
}
