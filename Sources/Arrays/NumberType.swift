/// How a number is written in a file of tensors; the names are those of the safetensors format.
public enum NumberType: String, CaseIterable, Sendable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int64 = "I64"
  case int32 = "I32"
  case int16 = "I16"
  case int8 = "I8"
  case uint8 = "U8"
  case bool = "BOOL"

  /// The bytes of one number.
  public var byteCount: Int {
    switch self {
    case .float64, .int64: 8
    case .float32, .int32: 4
    case .float16, .bfloat16, .int16: 2
    case .int8, .uint8, .bool: 1
    }
  }
}

extension NumberType {
  /// Writes `count` little-endian numbers of this type as `Float`, rounding those that do not fit.
  ///
  /// The numbers may lie at any byte.
  package func widen(
    _ bytes: UnsafeRawPointer,
    count: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .float32: UnsafeMutableRawPointer(result).copyMemory(from: bytes, byteCount: 4 * count)
    case .float16: HalfPrecision.widen(bytes, count: count, into: result, HalfPrecision.float16)
    case .bfloat16: HalfPrecision.widen(bytes, count: count, into: result, HalfPrecision.bfloat16)
    case .float64:
      for index in 0..<count {
        result[index] = Float(
          Double(bitPattern: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
        )
      }
    case .int64: convert(bytes, Int64.self, count, result)
    case .int32: convert(bytes, Int32.self, count, result)
    case .int16: convert(bytes, Int16.self, count, result)
    case .int8: convert(bytes, Int8.self, count, result)
    case .uint8, .bool: convert(bytes, UInt8.self, count, result)
    }
  }

  private func convert<Number: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: UnsafeRawPointer,
    _ type: Number.Type,
    _ count: Int,
    _ result: UnsafeMutablePointer<Float>
  ) {
    let width = MemoryLayout<Number>.size
    for index in 0..<count {
      result[index] = Float(bytes.loadUnaligned(fromByteOffset: width * index, as: type))
    }
  }
}
