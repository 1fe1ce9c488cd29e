import CZlib

/// Unpacks gzip data (RFC 1952).
enum Gzip {
  /// Whether the bytes begin as gzip data do.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// Returns the bytes that a single gzip member holds.
  ///
  /// - Parameters:
  ///   - bytes: One gzip member and nothing else.
  ///   - path: The file the bytes are from, for the error.
  ///   - limit: The largest result accepted, in bytes.
  /// - Returns: The unpacked bytes.
  /// - Throws: ``DatasetError`` when the data are damaged, cut short, too large, or followed by more.
  static func inflate(
    _ bytes: [UInt8],
    path: String,
    limit: Int
  ) throws(DatasetError) -> [UInt8] {
    var stream = z_stream()
    let gzipOnly = 16 + MAX_WBITS
    let size = Int32(MemoryLayout<z_stream>.size)
    let started = inflateInit2_(&stream, gzipOnly, ZLIB_VERSION, size)
    precondition(started == Z_OK, "zlib does not start; its code is \(started)")
    defer { inflateEnd(&stream) }

    var input = bytes
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var result: [UInt8] = []
    var status = Z_OK
    input.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      while status == Z_OK && result.count <= limit {
        chunk.withUnsafeMutableBufferPointer { target in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
          result.append(contentsOf: target.prefix(target.count - Int(stream.avail_out)))
        }
      }
    }
    guard result.count <= limit else { throw DatasetError(.tooLarge(limit: limit), path: path) }
    guard status == Z_STREAM_END else { throw DatasetError(.damagedGzip, path: path) }
    guard stream.avail_in == 0 else { throw DatasetError(.bytesAfterGzip, path: path) }
    return result
  }
}
