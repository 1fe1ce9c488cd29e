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

  /// Reads a file; numbers of 16 bits are widened.
  ///
  /// - Throws: ``SafetensorsError`` when the file cannot be read or is damaged.
  public init(path: String) throws(SafetensorsError) {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    } catch {
      throw SafetensorsError(code: .unreadable, path: path, message: "the file cannot be read")
    }
    let header = try SafetensorsHeader(bytes, path: path)
    metadata = header.metadata
    tensors = header.entries.map { name, entry in
      let start = header.dataStart + entry.data_offsets[0]
      let values = bytes[start..<header.dataStart + entry.data_offsets[1]]
        .withUnsafeBytes { Self.floats(in: $0, type: entry.dtype) }
      return (name, NDArray(values, shape: entry.shape))
    }
  }

  /// Returns the array of a name.
  public subscript(name: String) -> NDArray? { tensors.first { $0.name == name }?.array }

  /// Writes the file in one step: whatever goes wrong, the one that was there stays whole.
  ///
  /// - Throws: ``SafetensorsError`` with the system's reason.
  public func write(to path: String) throws(SafetensorsError) {
    struct Entry: Encodable {
      let dtype = "F32"
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
      let size = array.count * MemoryLayout<Float>.stride
      items[name] = .tensor(Entry(shape: array.shape, data_offsets: [end, end + size]))
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
      for (_, array) in tensors { array.values.withUnsafeBytes { bytes.append(contentsOf: $0) } }
      try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw SafetensorsError(
        code: .unwritable,
        path: path,
        message: "the file cannot be written: \(error.localizedDescription)"
      )
    }
  }

  static func byteCount(ofType type: String) -> Int? {
    switch type {
    case "F32": 4
    case "F16", "BF16": 2
    default: nil
    }
  }

  private static func floats(in bytes: UnsafeRawBufferPointer, type: String) -> [Float] {
    func numbers<Number: FixedWidthInteger>(_ type: Number.Type) -> [Number] {
      let width = MemoryLayout<Number>.size
      return (0..<bytes.count / width).map {
        Number(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * width, as: Number.self))
      }
    }
    switch type {
    case "F16": return numbers(UInt16.self).map(Self.half)
    case "BF16": return numbers(UInt16.self).map { Float(bitPattern: UInt32($0) << 16) }
    default: return numbers(UInt32.self).map { Float(bitPattern: $0) }
    }
  }

  /// Widens a number of 16 bits; by hand, because x86 has the type only in newer systems.
  private static func half(_ bits: UInt16) -> Float {
    let sign: Float = bits >> 15 == 1 ? -1 : 1
    let exponent = Int(bits >> 10 & 31), fraction = Float(bits & 1023)
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default:
      return sign * (1024 + fraction) * Float(sign: .plus, exponent: exponent - 25, significand: 1)
    }
  }
}
