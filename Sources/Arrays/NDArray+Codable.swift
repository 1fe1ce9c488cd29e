import Foundation

/// An array is written as its shape and its elements, little-endian float32 in base 64: exact,
/// compact, and the same bytes for the same numbers.
extension NDArray: Codable {
  private enum CodingKeys: String, CodingKey { case shape, float32 }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let shape = try container.decode([Int].self, forKey: .shape)
    let data = try container.decode(Data.self, forKey: .float32)
    guard shape.allSatisfy({ $0 >= 0 }), data.count == 4 * shape.reduce(1, *) else {
      throw DecodingError.dataCorruptedError(
        forKey: .float32,
        in: container,
        debugDescription: "\(data.count) bytes do not fill float32 elements of shape \(shape)"
      )
    }
    let values = data.withUnsafeBytes { bytes in
      (0..<data.count / 4).map { index in
        Float(
          bitPattern: UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
          )
        )
      }
    }
    self.init(values, shape: shape)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(shape, forKey: .shape)
    let words = values.map { $0.bitPattern.littleEndian }
    try container.encode(words.withUnsafeBytes { Data($0) }, forKey: .float32)
  }
}
