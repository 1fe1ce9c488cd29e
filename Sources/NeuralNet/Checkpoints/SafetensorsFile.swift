public import Arrays
public import Autodiff

/// A safetensors file that is mapped: its head is read, and its numbers stay where they are until they are
/// used.
public struct SafetensorsFile: Sendable {
  /// The file.
  public let path: String

  /// The tensors in the order of the file.
  public let tensors: [StoredTensor]

  /// What the file says of itself.
  public let metadata: [String: String]

  /// Maps a file.
  ///
  /// - Throws: ``SafetensorsError`` when the file cannot be read or is damaged.
  public init(path: String) throws(SafetensorsError) {
    let file: MappedFile
    do {
      file = try MappedFile(path: path)
    } catch {
      throw SafetensorsError(
        code: .unreadable,
        path: path,
        message: "the file cannot be read: \(error.reason)"
      )
    }
    let header = try SafetensorsHeader(file.bytes, path: path)
    self.path = path
    metadata = header.metadata
    tensors = header.entries.compactMap { name, entry in
      guard let type = NumberType(rawValue: entry.dtype) else { return nil }
      return StoredTensor(
        name: name,
        shape: entry.shape,
        numbers: MappedNumbers(
          in: file,
          at: header.dataStart + entry.data_offsets[0],
          type: type,
          count: entry.shape.reduce(1, *)
        )
      )
    }
  }
}

/// A tensor in a file.
public struct StoredTensor: Sendable {
  /// Its name, such as `down1.first.conv.weight`.
  public let name: String

  /// The extent of each axis, outermost first.
  public let shape: [Int]

  /// Its numbers in row-major order.
  public let numbers: MappedNumbers

  /// The tensor in memory.
  public var array: NDArray { NDArray(numbers.values, shape: shape) }

  /// The tensor for a network, its numbers still in the file.
  public var mapped: Tensor { Tensor(numbers, shape: shape) }
}
