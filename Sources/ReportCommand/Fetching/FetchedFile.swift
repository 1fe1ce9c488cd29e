import Digests
import Foundation
import Notebook

/// A file on a server whose size, and mostly digest, are known before it is fetched.
struct FetchedFile {
  let address: String
  let token: String?
  let size: Int

  /// `nil` where nobody has announced one.
  let digest: Digest?

  /// Fetches the file under another name, checks it, and gives it its own.
  ///
  /// What is there and whole is kept; what was cut off goes on.
  ///
  /// - Parameters:
  ///   - path: Where it is to be; folders are made.
  ///   - onProgress: Is told now and then how many bytes are there.
  /// - Throws: ``DownloadError`` when it cannot be fetched or is not what was announced.
  func fetch(to path: String, onProgress: (_ size: Int) -> Void) throws {
    if try isWhole(path) { return }
    let partial = "\(path).part"
    try Files.makeFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    if Self.size(of: partial) > size { try Files.remove(partial) }
    if size == 0 {
      try Files.write([], to: partial)
    } else if Self.size(of: partial) < size {
      try Download(address: address, token: token).write(to: partial, onProgress: onProgress)
    }
    guard try isWhole(partial) else {
      let found = Self.size(of: partial)
      try Files.remove(partial)
      throw DownloadError(
        address: address,
        message: found == size
          ? "its SHA-256 is not the one that was announced; run the command again"
          : "\(found) bytes came, and \(size) were announced; run the command again"
      )
    }
    guard rename(partial, path) == 0 else {
      throw DownloadError(address: address, message: "'\(path)' cannot be written")
    }
  }

  /// Says whether a file is there in the size and with the digest that were announced.
  private func isWhole(_ path: String) throws -> Bool {
    guard FileManager.default.fileExists(atPath: path), Self.size(of: path) == size,
      let handle = FileHandle(forReadingAtPath: path)
    else { return false }
    defer { try? handle.close() }
    guard let digest else { return true }
    var found = DigestBuilder()
    while let part = try handle.read(upToCount: 1 << 22), !part.isEmpty {
      found.add(bytes: Array(part))
    }
    return found.finish() == digest
  }

  private static func size(of path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }
}
