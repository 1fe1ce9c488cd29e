import Arrays

/// A block of numbers that tensors of a file by `torch.save` share.
struct TorchStorage {
  /// The types of storages, and how they write a number.
  static let types: [String: NumberType] = [
    "torch.HalfStorage": .float16, "torch.FloatStorage": .float32,
    "torch.BFloat16Storage": .bfloat16, "torch.DoubleStorage": .float64,
    "torch.LongStorage": .int64, "torch.IntStorage": .int32, "torch.ShortStorage": .int16,
    "torch.CharStorage": .int8, "torch.ByteStorage": .uint8, "torch.BoolStorage": .bool,
  ]

  let type: NumberType

  /// The name of the entry with the numbers.
  let key: String

  /// The number of numbers.
  let count: Int

  /// Reads what a pickle says of one: a word, its type, its key, a device and its size.
  init(persistent value: Pickle.Value) throws {
    guard case .tuple(let parts, _) = value, parts.count == 5, case .text("storage") = parts[0],
      case .symbol(let name) = parts[1], let type = Self.types[name],
      case .text(let key) = parts[2],
      case .integer(let count) = parts[4], (0...1 << 40).contains(count)
    else { throw Pickle.Failure(message: "its pickle refers to what is no block of numbers") }
    self.type = type
    self.key = key
    self.count = count
  }
}

/// A tensor of a file by `torch.save`: a view of a block of numbers.
struct TorchTensor {
  let storage: TorchStorage
  let offset: Int
  let shape: [Int]
  let strides: [Int]

  /// More numbers than any prompt has; a view may repeat a number as often as it likes.
  private static let most = 1 << 24

  /// Reads the arguments of `_rebuild_tensor_v2`: block, offset, shape, strides, and what is of no use
  /// here.
  init(rebuilding arguments: [Pickle.Value]) throws {
    guard arguments.count >= 4, case .storage(let storage) = arguments[0],
      case .integer(let offset) = arguments[1], let shape = Self.integers(arguments[2]),
      let strides = Self.integers(arguments[3]), shape.count == strides.count, shape.count <= 8
    else { throw Pickle.Failure(message: "its pickle puts a tensor together from what is none") }
    var (count, last) = (1, offset)
    for (extent, stride) in zip(shape, strides) {
      let (product, overflows) = count.multipliedReportingOverflow(by: extent)
      let (reach, overflowsToo) = max(0, extent - 1).multipliedReportingOverflow(by: stride)
      guard !overflows, !overflowsToo, extent >= 0, stride >= 0, product <= Self.most,
        reach <= storage.count
      else { throw Pickle.Failure(message: "a tensor cannot have the shape \(shape)") }
      (count, last) = (product, last + reach)
    }
    guard offset >= 0, offset <= storage.count, count == 0 || last < storage.count else {
      throw Pickle.Failure(message: "a tensor of shape \(shape) lies outside its block of numbers")
    }
    self.storage = storage
    self.offset = offset
    self.shape = shape
    self.strides = strides
  }

  private static func integers(_ value: Pickle.Value) -> [Int]? {
    guard case .tuple(let values, _) = value else { return nil }
    let integers = values.compactMap { if case .integer(let number) = $0 { number } else { nil } }
    return integers.count == values.count ? integers : nil
  }

  /// Returns the tensor's numbers, given those of its block.
  func array(from numbers: MappedNumbers) -> NDArray {
    let block = numbers.values
    var places = [offset]
    for (extent, stride) in zip(shape, strides) {
      places = places.flatMap { place in (0..<extent).map { place + $0 * stride } }
    }
    return NDArray(places.map { block[$0] }, shape: shape)
  }
}
