import Foundation

/// JSON whose bytes depend on the value alone: sorted keys, and numbers that read back exactly.
public enum StableJSON {
  /// Writes a value.
  public static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try Array(encoder.encode(value))
    } catch EncodingError.invalidValue(let value, let context) {
      let place = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
      throw ProjectError(description: "\(place.joined().dropFirst()) is \(value), and no number")
    }
  }

  /// Writes an object of values that are JSON already.
  ///
  /// - Parameter fields: Names that need no escape, and values.
  /// - Returns: The object.
  static func object(_ fields: [(name: String, value: [UInt8])]) -> [UInt8] {
    let texts = fields.map { "\"\($0.name)\":\(String(decoding: $0.value, as: UTF8.self))" }
    return Array("{\(texts.joined(separator: ","))}".utf8)
  }

  /// Reads a value.
  public static func decode<Value: Decodable>(
    _ type: Value.Type,
    from bytes: [UInt8]
  ) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
}
