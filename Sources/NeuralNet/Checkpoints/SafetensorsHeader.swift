import Arrays
import Foundation

/// The head of a safetensors file: the name, type, shape and place of each tensor.
///
/// The format is Hugging Face's: eight bytes with the length of a JSON object, the object, and the
/// numbers, without holes and without overlaps.
struct SafetensorsHeader {
  struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let data_offsets: [Int]
  }

  /// The tensors in the order of their numbers, and what else the file says of itself.
  let entries: [(name: String, entry: Entry)]
  let metadata: [String: String]

  /// Where the numbers begin, in bytes from the start of the file.
  let dataStart: Int

  /// The longest header that is read; the reference implementation has the same limit.
  static let longest = 100_000_000

  private struct Failure: Error {
    let code: SafetensorsError.Code
    let message: String
  }

  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(SafetensorsError) {
    do {
      let (length, json) = try Self.json(of: bytes)
      dataStart = 8 + length
      (entries, metadata) = try Self.entries(of: json)
      try Self.checkPlaces(of: entries, byteCount: bytes.count - dataStart)
    } catch let failure as Failure {
      throw SafetensorsError(code: failure.code, path: path, message: failure.message)
    } catch {
      throw SafetensorsError(code: .badHeader, path: path, message: "its header is no valid JSON")
    }
  }

  private static func json(of bytes: UnsafeRawBufferPointer) throws -> (length: Int, json: Data) {
    guard bytes.count >= 8 else {
      throw Failure(
        code: .truncated,
        message: "it has \(bytes.count) bytes, and a header needs 8 at least"
      )
    }
    let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= longest else {
      throw Failure(code: .badHeader, message: "its header claims to be \(length) bytes long")
    }
    guard 8 + Int(length) <= bytes.count else {
      throw Failure(
        code: .truncated,
        message: "its header of \(length) bytes is cut off; the file has \(bytes.count)"
      )
    }
    return (Int(length), Data(bytes[8..<8 + Int(length)]))
  }

  private static func entries(
    of json: Data
  ) throws -> (entries: [(name: String, entry: Entry)], metadata: [String: String]) {
    let names = Self.names(of: json)
    if let twice = Dictionary(grouping: names, by: \.self).filter({ $0.value.count > 1 }).keys.min()
    {
      throw Failure(code: .duplicateName, message: "its header names \(twice) twice")
    }
    let decoded = try JSONDecoder().decode([String: Item].self, from: json)
    var metadata: [String: String] = [:]
    var entries: [(name: String, entry: Entry)] = []
    for (name, item) in decoded {
      switch item {
      case .metadata(let texts) where name == "__metadata__": metadata = texts
      case .tensor(let entry) where name != "__metadata__": entries.append((name, entry))
      default:
        throw Failure(code: .badHeader, message: "its header says nothing sensible of \(name)")
      }
    }
    // Of two that begin at the same place, the empty one comes first.
    entries.sort {
      ($0.entry.data_offsets, $0.name).0.lexicographicallyPrecedes($1.entry.data_offsets)
    }
    return (entries, metadata)
  }

  private enum Item: Decodable {
    case tensor(Entry)
    case metadata([String: String])

    init(from decoder: any Decoder) throws {
      if let entry = try? Entry(from: decoder) {
        self = .tensor(entry)
      } else {
        self = .metadata(try [String: String](from: decoder))
      }
    }
  }

  /// The keys of the outermost object in their order; a dictionary would not show that one is there
  /// twice.
  private static func names(of json: Data) -> [String] {
    var names: [String] = []
    var depth = 0
    var text: [UInt8] = []
    var isInText = false, isEscaped = false
    for byte in json {
      if isInText {
        if !isEscaped && byte == UInt8(ascii: "\"") {
          isInText = false
        } else {
          text.append(byte)
          isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): (isInText, isEscaped, text) = (true, false, [])
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ":") where depth == 1:
        let quoted = [UInt8(ascii: "[")] + [UInt8(ascii: "\"")] + text + Array("\"]".utf8)
        names += (try? JSONDecoder().decode([String].self, from: Data(quoted))) ?? []
      default: break
      }
    }
    return names
  }

  private static func checkPlaces(
    of entries: [(name: String, entry: Entry)],
    byteCount: Int
  ) throws {
    var end = 0
    for (name, entry) in entries {
      guard let type = NumberType(rawValue: entry.dtype) else {
        throw Failure(
          code: .unknownType,
          message: "\(name) is of type \(entry.dtype), and only "
            + "\(NumberType.allCases.map(\.rawValue).joined(separator: ", ")) can be read"
        )
      }
      var size = type.byteCount
      for extent in entry.shape {
        let (product, overflows) = size.multipliedReportingOverflow(by: extent)
        guard extent >= 0, !overflows else {
          throw Failure(code: .badHeader, message: "\(name) cannot have the shape \(entry.shape)")
        }
        size = product
      }
      guard entry.data_offsets.count == 2, entry.data_offsets[0] == end,
        entry.data_offsets[1] >= end, entry.data_offsets[1] - end == size
      else {
        throw Failure(
          code: .badOffsets,
          message: "\(name) of shape \(entry.shape) must lie at bytes \(end) to "
            + "\(end.addingReportingOverflow(size).partialValue), not at \(entry.data_offsets)"
        )
      }
      end = entry.data_offsets[1]
    }
    guard end <= byteCount else {
      throw Failure(
        code: .truncated,
        message: "its numbers are cut off: \(byteCount) bytes of \(end) are there"
      )
    }
    guard end == byteCount else {
      throw Failure(
        code: .badOffsets,
        message: "\(byteCount - end) bytes at its end belong to no tensor"
      )
    }
  }
}
