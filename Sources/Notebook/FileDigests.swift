import Digests
import Foundation

/// The digests of data files, remembered by path and stamp.
struct FileDigests {
  private let cache: String
  private var remembered: [String: (stamp: String, digest: Digest)] = [:]
  private var isChanged = false

  init(cache: String) {
    self.cache = cache
    for line in ((try? Files.text(cache)) ?? "").split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3, let digest = Digest(hex: fields[2]) else { continue }
      remembered[fields[0]] = (fields[1], digest)
    }
  }

  /// Returns the digest of a file.
  mutating func digest(of path: String) throws -> Digest {
    guard let stamp = FileStamp(of: path)?.text else {
      _ = try Files.read(path)  // Throws with the system's reason.
      throw FileError("read", path, reason: "it is not a file")
    }
    if let known = remembered[path], known.stamp == stamp { return known.digest }
    let digest = Digest.of(try Files.read(path))
    remembered[path] = (stamp, digest)
    isChanged = true
    return digest
  }

  /// Writes what was learned.
  func save() throws {
    guard isChanged else { return }
    let lines = remembered.sorted { $0.key < $1.key }.map {
      "\($0.key)\t\($0.value.stamp)\t\($0.value.digest.hex)\n"
    }
    try Files.write(Array(lines.joined().utf8), to: cache)
  }
}
