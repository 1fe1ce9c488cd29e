import Digests

/// Files that tell whether they are as they were written: behind their bytes stands their digest, in a
/// line of its own.
///
/// All that the store keeps is sealed. Disks lose bits, and copies end early; what is damaged counts as
/// missing, and is made again.
extension Files {
  /// The digest in hexadecimal between two ends of lines.
  private static let sealSize = 66

  /// Returns the bytes of a sealed file, without the seal.
  ///
  /// - Throws: ``FileError`` with the system's reason, or when the file is damaged.
  public static func readSealed(_ path: String) throws(FileError) -> [UInt8] {
    var bytes = try read(path)
    let found = Array(bytes.suffix(sealSize))
    bytes.removeLast(found.count)
    guard found == seal(of: bytes) else {
      throw FileError("read", path, reason: "it is damaged")
    }
    return bytes
  }

  /// Returns the text of a sealed file; `nil` when it is not there or damaged.
  public static func sealedText(_ path: String) -> String? {
    (try? readSealed(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes a sealed file in one step.
  ///
  /// - Throws: ``FileError`` with the system's reason.
  public static func writeSealed(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write(bytes + seal(of: bytes), to: path)
  }

  private static func seal(of bytes: [UInt8]) -> [UInt8] {
    var builder = DigestBuilder()
    builder.add(bytes: bytes)
    return Array("\n\(builder.finish().hex)\n".utf8)
  }
}
