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
      case .integer(let count) = parts[4], (0...1 << 36).contains(count)
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
    // Blocks have at most 2³⁶ numbers, so what is multiplied below has room in 64 bits.
    guard (0...storage.count).contains(offset) else {
      throw Pickle.Failure(message: "a tensor of shape \(shape) lies outside its block of numbers")
    }
    var (count, last) = (1, offset)
    for (extent, stride) in zip(shape, strides) {
      guard (0...Self.most).contains(extent), (0...storage.count).contains(stride),
        count * extent <= Self.most, extent == 0 || (extent - 1) * stride < storage.count
      else { throw Pickle.Failure(message: "a tensor cannot have the shape \(shape)") }
      count *= extent
      last += max(0, extent - 1) * stride
    }
    guard count == 0 || last < storage.count else {
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
    var places = [offset]
    for (extent, stride) in zip(shape, strides) {
      places = places.flatMap { place in (0..<extent).map { place + $0 * stride } }
    }
    // A block may be that of a thousand prompts, of which this is one.
    let values = [Float](unsafeUninitializedCapacity: places.count) { values, filled in
      if let start = values.baseAddress {
        for (index, place) in places.enumerated() {
          numbers.widen(place..<place + 1, into: start + index)
        }
      }
      filled = places.count
    }
    return NDArray(values, shape: shape)
  }
}
