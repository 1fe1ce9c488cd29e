public import Digests
import Foundation

extension ModelDirectory {
  /// The digest of the network that finds noise: its configuration and its weights.
  ///
  /// - Throws: ``ModelError`` when a file cannot be read.
  /// - Complexity: Every byte is read.
  public func unetDigest() throws(ModelError) -> Digest {
    var digest = DigestBuilder()
    for name in ["config.json"] + (try unetWeights().names) {
      let file = "\(path)/unet/\(name)"
      guard let handle = FileHandle(forReadingAtPath: file) else {
        throw ModelError(path: file, message: "the file cannot be read")
      }
      defer { try? handle.close() }
      do {
        while let part = try handle.read(upToCount: 1 << 22), !part.isEmpty {
          digest.add(bytes: Array(part))
        }
      } catch {
        throw ModelError(path: file, message: "the file cannot be read")
      }
    }
    return digest.finish()
  }
}
