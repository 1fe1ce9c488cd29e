public import Arrays
import Foundation

/// A file of named arrays in Hugging Face's safetensors format.
public struct Safetensors: Sendable {
  /// The arrays in the order of the file.
  public var tensors: [(name: String, array: NDArray)]

  /// What the file says of itself.
  public var metadata: [String: String]

  /// Creates the contents of a file.
  public init(tensors: [(name: String, array: NDArray)], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// Reads a file whole; all numbers become `Float`.
  ///
  /// - Throws: ``SafetensorsError`` when the file cannot be read or is damaged.
  public init(path: String) throws(SafetensorsError) {
    let file = try SafetensorsFile(path: path)
    self.init(tensors: file.tensors.map { ($0.name, $0.array) }, metadata: file.metadata)
  }

  /// Returns the array of a name.
  public subscript(name: String) -> NDArray? { tensors.first { $0.name == name }?.array }

  /// Writes the file in one step: whatever goes wrong, the one that was there stays whole.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - type: How the numbers are written, in 32 bits or rounded to 16.
  /// - Throws: ``SafetensorsError`` with the system's reason.
  /// - Precondition: `type` is `.float32` or `.float16`.
  public func write(to path: String, as type: NumberType = .float32) throws(SafetensorsError) {
    precondition([.float32, .float16].contains(type), "\(type.rawValue) cannot be written")
    struct Entry: Encodable {
      let dtype: String
      let shape: [Int]
      let data_offsets: [Int]
    }
    enum Item: Encodable {
      case tensor(Entry)
      case metadata([String: String])

      func encode(to encoder: any Encoder) throws {
        switch self {
        case .tensor(let entry): try entry.encode(to: encoder)
        case .metadata(let texts): try texts.encode(to: encoder)
        }
      }
    }
    var items: [String: Item] = [:]
    var end = 0
    for (name, array) in tensors {
      precondition(items[name] == nil && name != "__metadata__", "a second tensor named \(name)")
      let size = array.count * type.byteCount
      items[name] = .tensor(
        Entry(dtype: type.rawValue, shape: array.shape, data_offsets: [end, end + size])
      )
      end += size
    }
    if !metadata.isEmpty { items["__metadata__"] = .metadata(metadata) }
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      var json = try encoder.encode(items)
      // The numbers begin at a multiple of eight bytes, for readers that map the file.
      json.append(contentsOf: [UInt8](repeating: 32, count: (8 - json.count % 8) % 8))
      var bytes = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
      bytes.append(json)
      bytes.reserveCapacity(bytes.count + end)
      for (_, array) in tensors {
        if type == .float16 {
          array.values.map { NumberType.float16Bits(of: $0).littleEndian }
            .withUnsafeBytes { bytes.append(contentsOf: $0) }
        } else {
          array.values.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
      }
      try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw SafetensorsError(
        code: .unwritable,
        path: path,
        message: "the file cannot be written: \(error.localizedDescription)"
      )
    }
  }
}
