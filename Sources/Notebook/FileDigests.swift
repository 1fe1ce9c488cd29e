import Digests
import Foundation

/// The digests of data files, remembered by path and stamp.
struct FileDigests {
  private let cache: String
  private var remembered: [String: (stamp: String, digest: Digest)] = [:]
  private var isChanged = false

  init(cache: String) {
    self.cache = cache
    for line in (Files.sealedText(cache) ?? "").split(separator: "\n") {
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
    let digest = try Self.computeDigest(of: path)
    remembered[path] = (stamp, digest)
    isChanged = true
    return digest
  }

  /// Returns the digest of the names and contents of ``paths(in:)`` a folder.
  mutating func digest(ofFolder folder: String) throws -> Digest {
    var whole = DigestBuilder()
    for path in try Self.paths(in: folder) {
      whole.add(String(path.dropFirst(folder.count)))
      whole.add(try digest(of: path).hex)
    }
    return whole.finish()
  }

  /// Returns the paths of all files in a folder and below.
  ///
  /// Files whose names begin with a dot are passed over, and so are texts for people, such as a model's
  /// card: nothing is computed from those.
  static func paths(in folder: String) throws(FileError) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw FileError("read", folder, reason: "there is no such folder")
    }
    func paths(_ names: [String], in place: String) -> [String] {
      names.filter { !$0.hasPrefix(".") && !$0.hasSuffix(".md") }.flatMap { name in
        let path = "\(place)/\(name)"
        let inner = Files.names(in: path)
        return inner.isEmpty ? [path] : paths(inner, in: path)
      }
    }
    return paths(Files.names(in: folder), in: folder)
  }

  /// Digests a file a part at a time: the weights of a model are larger than the memory of many machines.
  private static func computeDigest(of path: String) throws -> Digest {
    guard let file = FileHandle(forReadingAtPath: path) else {
      return Digest.of(try Files.read(path))  // Throws with the system's reason.
    }
    defer { try? file.close() }
    var digest = DigestBuilder()
    while let part = try file.read(upToCount: 8 << 20), !part.isEmpty {
      digest.add(bytes: Array(part))
    }
    return digest.finish()
  }

  /// Writes what was learned.
  func save() throws {
    guard isChanged else { return }
    let lines = remembered.sorted { $0.key < $1.key }.map {
      "\($0.key)\t\($0.value.stamp)\t\($0.value.digest.hex)\n"
    }
    try Files.writeSealed(Array(lines.joined().utf8), to: cache)
  }
}
