public import Digests

/// A file of tensors that a chapter keeps for others, named by its digest.
///
/// It is written into findings and into the results of stages, so what is made from it depends on its
/// bytes and on nothing else: a training that comes out the same stops the wave.
public struct Artifact: Codable, Hashable, Sendable {
  /// The SHA-256 of the file.
  public let digest: Digest

  private enum CodingKeys: String, CodingKey { case digest = "artifact" }

  /// Finds the artifacts that a value written by ``StableJSON`` names.
  ///
  /// - Returns: Each once, sorted by digest.
  static func named(in json: [UInt8]) -> [Artifact] {
    // Inside a text the quotation marks would be escaped: this cannot be found there.
    let mark = Array("\"artifact\":\"".utf8)
    var found: Set<Digest> = []
    var place = 0
    while let start = json[place...].firstRange(of: mark)?.upperBound {
      if let digest = Digest(hex: String(decoding: json[start...].prefix(64), as: UTF8.self)) {
        found.insert(digest)
      }
      place = start
    }
    return found.sorted().map(Artifact.init)
  }
}

/// The artifacts on disk, each under its digest.
struct Artifacts: Sendable {
  let folder: String

  /// A folder whose files are copied where the first one lacks them; it is never written.
  var remote: String?

  /// Returns where an artifact is kept, or will be.
  func path(of artifact: Artifact) -> String { "\(folder)/\(Self.name(of: artifact))" }

  private static func name(of artifact: Artifact) -> String { "\(artifact.digest.hex).safetensors" }

  func holds(_ artifact: Artifact) -> Bool {
    let path = path(of: artifact)
    if FileStamp(of: path) != nil { return true }
    // What is damaged there, or cannot be copied, counts as gone.
    guard let remote, let bytes = try? Files.read("\(remote)/\(Self.name(of: artifact))"),
      Digest.of(bytes) == artifact.digest
    else { return false }
    return (try? Files.write(bytes, to: path)) != nil
  }

  /// Copies a file to its address.
  func keep(_ path: String) throws -> Artifact {
    let bytes = try Files.read(path)
    let artifact = Artifact(digest: .of(bytes))
    try Files.write(bytes, to: self.path(of: artifact))
    return artifact
  }

  /// Returns the path of an artifact whose bytes are those that its name promises.
  func checkedPath(of artifact: Artifact) throws -> String {
    let path = path(of: artifact)
    let short = artifact.digest.short
    guard holds(artifact) else {
      throw ProjectError(
        description: "the artifact \(short) is gone from the store;"
          + " build again, and the chapter that made it makes it anew"
      )
    }
    guard Digest.of(try Files.read(path)) == artifact.digest else {
      try Files.remove(path)
      throw ProjectError(
        description: "the artifact \(short) was damaged and has been removed;"
          + " build again, and the chapter that made it makes it anew"
      )
    }
    return path
  }
}
