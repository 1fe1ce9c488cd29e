/// Bytes of a file, of which nothing is read that is not there.
struct ByteReader {
  let bytes: UnsafeRawBufferPointer

  /// A place outside the file.
  struct OutOfBounds: Error {}

  /// Returns a little-endian number.
  func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type,
    at place: Int
  ) throws -> Number {
    let part = try range(at: place, count: MemoryLayout<Number>.size)
    return Number(littleEndian: part.loadUnaligned(as: type))
  }

  /// Returns some of the bytes.
  func range(at place: Int, count: Int) throws -> UnsafeRawBufferPointer {
    guard place >= 0, count >= 0, place <= bytes.count, count <= bytes.count - place else {
      throw OutOfBounds()
    }
    return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
  }

  /// Returns some of the bytes as a text in UTF-8.
  func text(at place: Int, count: Int) throws -> String {
    String(decoding: try range(at: place, count: count), as: UTF8.self)
  }
}
