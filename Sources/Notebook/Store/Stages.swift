import Digests
import Synchronization

/// The kept results of a chapter's named stages.
///
///     <key>.json        the result of a stage that is finished
///     <key>.origin.json who computed it, where it was not this program
///     <key>.unfinished/ what a stage that may be interrupted has got so far
///
/// In the folder of an unfinished stage lies `order.json`, which says what is to be computed, and with what.
/// Another program may do it; it leaves there what the stage itself would have left, and `computed-by.json`.
struct Stages: Sendable {
  let folder: String
  let base: Digest
  let artifacts: Artifacts

  /// A folder that is looked at where the first one has nothing, and never written.
  var remote: String?

  /// What the orders of stages say of the chapter.
  let chapter: StageOrder.Chapter

  /// Where the chapter is to stop; `nil` for its end.
  var goal: StageGoal?

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
    let result: Result =
      if let kept: Result = kept(key, of: name) {
        kept
      } else {
        try make(key, work)
      }
    try finish(name)
    return result
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
    let path = "\(folder)/\(key.hex)"
    if let kept: Result = kept(key, of: name) {
      try finish(name)
      return kept
    }
    // Two processes must not go on from the same checkpoint.
    let lock = try FileLock("\(path).lock")
    defer { lock.removeFile() }
    if let kept: Result = kept(key, of: name) {
      try finish(name)
      return kept
    }
    let unfinished = "\(path).unfinished"
    try StageOrder(chapter: chapter, stage: name, inputs: inputs).write(to: unfinished)
    if goal == StageGoal(stage: name, isPrepared: true) { throw GoalReached(folder: unfinished) }
    let result: Result = try make(key) { try work(unfinished) }
    if let origin = StageOrigin(in: unfinished) {
      try Files.writeSealed(StableJSON.encode(origin), to: "\(path).origin.json")
      seen.note(origin, of: name)
    }
    try Files.remove(unfinished)
    try finish(name)
    return result
  }

  private func make<Result: Decodable>(
    _ key: Digest,
    _ work: () throws -> [UInt8]
  ) throws -> Result {
    let bytes = try work()
    try Files.writeSealed(bytes, to: "\(folder)/\(key.hex).json")
    return try StableJSON.decode(Result.self, from: bytes)
  }

  private func kept<Result: Decodable>(_ key: Digest, of name: String) -> Result? {
    for folder in [folder, remote].compactMap(\.self) {
      let path = "\(folder)/\(key.hex)"
      guard let kept = try? Files.readSealed("\(path).json"),
        Artifact.named(in: kept).allSatisfy(artifacts.holds),
        let result = try? StableJSON.decode(Result.self, from: kept)
      else { continue }
      if folder == self.folder { Store.touch("\(path).json") }
      if let bytes = try? Files.readSealed("\(path).origin.json"),
        let origin = try? StableJSON.decode(StageOrigin.self, from: bytes)
      {
        seen.note(origin, of: name)
      }
      return result
    }
    return nil
  }

  private func finish(_ name: String) throws(GoalReached) {
    seen.note(name)
    if let goal, goal.stage == name { throw GoalReached(folder: nil) }
  }

  private func key(of name: String, inputs: [UInt8]) -> Digest {
    var key = DigestBuilder()
    key.add(base.hex)
    key.add(name)
    key.add(bytes: inputs)
    return key.finish()
  }
}

/// Where a chapter is to stop.
struct StageGoal: Codable, Hashable, Sendable {
  /// The named stage.
  let stage: String

  /// Whether it is to stop before the stage, with all that another program needs to compute it.
  let isPrepared: Bool
}

/// Thrown through a chapter that has come to where it was to stop.
struct GoalReached: Error {
  /// The folder of a stage that is left to another program.
  let folder: String?
}

/// The stages that a chapter has been through.
final class StagesSeen: Sendable {
  private let state = Mutex<(names: [String], origins: [String])>(([], []))

  /// The names in order.
  var names: [String] { state.withLock { $0.names } }

  /// What other programs computed.
  var origins: [String] { state.withLock { $0.origins } }

  fileprivate func note(_ name: String) { state.withLock { $0.names.append(name) } }

  fileprivate func note(_ origin: StageOrigin, of stage: String) {
    state.withLock { $0.origins.append("\(stage): \(origin.by)") }
  }
}
