import Digests

/// The kept results of a chapter's named stages.
///
///     <key>.json        the result of a stage that is finished
///     <key>.unfinished/ what a stage that may be interrupted has got so far
struct Stages: Sendable {
  let folder: String
  let base: Digest
  let artifacts: Artifacts

  /// Returns the result of a stage, kept or new.
  ///
  /// A kept result that names an artifact which is gone is made again.
  func result<Result: Decodable>(
    of name: String,
    inputs: [UInt8],
    _ work: () throws -> [UInt8]
  ) throws -> Result {
    let path = "\(folder)/\(key(of: name, inputs: inputs).hex).json"
    if let kept = try? Files.readSealed(path),
      Artifact.named(in: kept).allSatisfy(artifacts.holds),
      let result = try? StableJSON.decode(Result.self, from: kept)
    {
      return result
    }
    let bytes = try work()
    try Files.writeSealed(bytes, to: path)
    return try StableJSON.decode(Result.self, from: bytes)
  }

  /// Returns the result of a stage that has a folder for what it has got so far.
  ///
  /// The folder outlives a kill at any moment, and is removed when the result is kept.
  func checkpointedResult<Result: Decodable>(
    of name: String,
    inputs: [UInt8],
    _ work: (_ folder: String) throws -> [UInt8]
  ) throws -> Result {
    let unfinished = "\(folder)/\(key(of: name, inputs: inputs).hex).unfinished"
    let result: Result = try result(of: name, inputs: inputs) {
      try Files.makeFolder(unfinished)
      return try work(unfinished)
    }
    try Files.remove(unfinished)
    return result
  }

  private func key(of name: String, inputs: [UInt8]) -> Digest {
    var key = DigestBuilder()
    key.add(base.hex)
    key.add(name)
    key.add(bytes: inputs)
    return key.finish()
  }
}
