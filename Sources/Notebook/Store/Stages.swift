import Digests

/// The kept results of a chapter's named stages.
///
///     <key>.json        the result of a stage that is finished, and who computed it
///     <key>.unfinished/ what a stage that may be interrupted has got so far
///     <key>.lock        held while somebody works on it
///
/// In the folder of an unfinished stage lies `order.json`, which says what is to be computed, and with what.
/// Another program may do it: it holds the lock, and leaves in the folder what the stage itself would have
/// left, and ``StageOrigin``.
struct Stages: Sendable {
  let folder: String
  let base: Digest
  let artifacts: Artifacts

  /// A folder whose results are copied where the first one lacks them; it is never written.
  var remote: String?

  /// What the orders of stages say of the chapter.
  let chapter: StageOrder.Chapter

  /// Where the chapter is to stop; `nil` for its end.
  var goal: StageGoal?

  /// Told the name of a stage that another process is working on, and `nil` when it no longer is.
  var waiting: @Sendable (_ stage: String?) -> Void = { _ in }

  /// What has come of it so far.
  let seen = StagesSeen()

  /// Returns the result of a stage, kept or new.
  ///
  /// A kept result that names an artifact which is gone is made again.
  func result<Result: Decodable>(
    of name: String,
    inputs: [UInt8],
    _ work: () throws -> [UInt8]
  ) throws -> Result {
    let key = key(of: name, inputs: inputs)
    let entry: Entry<Result> =
      if let kept: Entry<Result> = kept(key) { kept } else { try keep(work(), as: key) }
    return try finish(name, key, entry)
  }

  /// Returns the result of a stage that has a folder for what it has got so far.
  ///
  /// The folder outlives a kill at any moment, and is removed when the result is kept.
  func checkpointedResult<Result: Decodable>(
    of name: String,
    inputs: [UInt8],
    _ work: (_ folder: String) throws -> [UInt8]
  ) throws -> Result {
    let key = key(of: name, inputs: inputs)
    if let kept: Entry<Result> = kept(key) { return try finish(name, key, kept) }
    // Two processes must not go on from the same checkpoint.
    let lock = try FileLock("\(folder)/\(key.hex).lock") { waiting(name) }
    waiting(nil)
    if let kept: Entry<Result> = kept(key) {
      lock.removeFile()
      return try finish(name, key, kept)
    }
    let unfinished = "\(folder)/\(key.hex).unfinished"
    try StageOrder(chapter: chapter, stage: name, inputs: inputs).write(to: unfinished)
    if goal == StageGoal(stage: name, isPrepared: true) { throw GoalReached(folder: unfinished) }
    let bytes = try work(unfinished)
    let entry: Entry<Result> = try keep(bytes, by: StageOrigin(in: unfinished), as: key)
    try Files.remove(unfinished)
    lock.removeFile()
    return try finish(name, key, entry)
  }

  /// What is kept of a stage.
  private struct Entry<Result: Decodable>: Decodable {
    let origin: StageOrigin?
    let result: Result
  }

  private func keep<Result: Decodable>(
    _ result: [UInt8],
    by origin: StageOrigin? = nil,
    as key: Digest
  ) throws -> Entry<Result> {
    // The result is of a type that only the chapter knows: it is set in as it is.
    let entry = StableJSON.object([
      ("origin", try StableJSON.encode(origin)), ("result", result),
    ])
    try Files.writeSealed(entry, to: "\(folder)/\(key.hex).json")
    return try StableJSON.decode(Entry<Result>.self, from: entry)
  }

  private func kept<Result: Decodable>(_ key: Digest) -> Entry<Result>? {
    let path = "\(folder)/\(key.hex).json"
    if let remote, FileStamp(of: path) == nil,
      let bytes = try? Files.readSealed("\(remote)/\(key.hex).json")
    {
      try? Files.writeSealed(bytes, to: path)
    }
    guard let bytes = try? Files.readSealed(path),
      Artifact.named(in: bytes).allSatisfy(artifacts.holds),
      let entry = try? StableJSON.decode(Entry<Result>.self, from: bytes)
    else { return nil }
    Store.touch(path)
    return entry
  }

  private func finish<Result>(
    _ name: String,
    _ key: Digest,
    _ entry: Entry<Result>
  ) throws(GoalReached) -> Result {
    seen.note(StageUse(name: name, key: key.hex), entry.origin)
    if let goal, goal.stage == name { throw GoalReached(folder: nil) }
    return entry.result
  }

  private func key(of name: String, inputs: [UInt8]) -> Digest {
    var key = DigestBuilder()
    key.add(base.hex)
    key.add(name)
    key.add(bytes: inputs)
    return key.finish()
  }
}
