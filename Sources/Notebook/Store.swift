public import Digests
import Foundation

/// Computed results on disk, addressed by what they depend on.
///
///     results/<key>/   findings.json, record.json
///     pages/<key>/     presentation.json and the files of the figures
///     stages/          results of named stages, and what unfinished ones have got so far
///     artifacts/       files of tensors that results and stages name, under their digests
///     chapters/        what the last run of each chapter came to
///     cache/           what can be found again by looking: digests, set formulas
///
/// A result is made in a folder of its own and renamed into place, so it is there whole or not at
/// all. Nothing in a result is ever changed, and what disks and copies do to one is seen when it is read.
public struct Store: Sendable {
  /// The store's folder.
  public let folder: String

  /// Results of earlier computations that are looked at where the store itself has none.
  let frozen: FrozenResults?

  /// Creates the store in a folder, which need not be there yet.
  public init(folder: String, frozen: FrozenResults? = nil) {
    self.folder = folder
    self.frozen = frozen
  }

  /// The folder of things that can be found again by looking.
  public var cache: String { "\(folder)/cache" }

  var stages: String { "\(folder)/stages" }

  var artifacts: Artifacts { Artifacts(folder: "\(folder)/artifacts") }

  /// Returns the folder of a chapter's presentation.
  public func page(_ key: Digest) -> String { "\(folder)/pages/\(key.hex)" }

  /// Returns where the store keeps a result, or will.
  func result(_ key: Digest) -> String { "\(folder)/results/\(key.hex)" }

  /// Returns where a result is kept, in the store or frozen.
  func keptResult(_ key: Digest) -> String {
    let own = result(key)
    guard let frozen = frozen?.result(key) else { return own }
    return FileStamp(of: "\(own)/record.json") == nil ? frozen : own
  }

  /// Returns a kept presentation, or `nil` when there is none.
  public func presentation(_ key: Digest) -> Presentation? {
    read("\(page(key))/presentation.json")
  }

  /// Tells whether a presentation is kept, and whole.
  func holdsPresentation(_ key: Digest) -> Bool {
    (try? Files.readSealed("\(page(key))/presentation.json")) != nil
  }

  /// Returns the record of kept findings, or `nil` when there is none.
  public func record(_ key: Digest) -> ResultRecord? { read("\(keptResult(key))/record.json") }

  /// Returns a file of a presentation.
  ///
  /// - Throws: ``FileError`` when it is not as it was written; the next build draws it again.
  public func file(_ file: FigureFragment.File, of key: Digest) throws -> [UInt8] {
    let path = "\(page(key))/\(file.name)"
    if let bytes = try? Files.read(path), Digest.of(bytes) == file.digest { return bytes }
    try Files.remove("\(page(key))/presentation.json")
    throw FileError("read", path, reason: "it was damaged; build again, and it is drawn anew")
  }

  /// Returns where kept findings are, after a look whether they are whole.
  ///
  /// - Throws: ``FileError`` when they are not; those of the store are removed, so that the next build
  ///   computes them again.
  func findings(_ key: Digest) throws -> String {
    let folder = keptResult(key)
    let path = "\(folder)/findings.json"
    guard (try? Files.readSealed(path)) == nil else { return path }
    guard folder == result(key) else {
      throw FileError("read", path, reason: "it is damaged; restore it, or remove its folder")
    }
    try discard(folder)
    throw FileError("read", path, reason: "it was damaged; build again, and it is computed anew")
  }

  /// Makes an empty folder for a result that is being made.
  func makeWorkFolder() throws -> String {
    let path = "\(folder)/work/\(UUID().uuidString)"
    try Files.makeFolder(path)
    return path
  }

  /// Moves a finished folder to its address.
  func keep(_ work: String, as path: String) throws {
    try Files.makeFolder((path as NSString).deletingLastPathComponent)
    guard rename(work, path) != 0 else { return }
    guard errno == EEXIST || errno == ENOTEMPTY else { throw FileError("write", path) }
    // Something stands there that was not usable, or nobody would have made it again.
    try discard(path)
    guard rename(work, path) == 0 else { throw FileError("write", path) }
  }

  /// Removes a folder in a way that no kill can leave a part of it at its address.
  private func discard(_ path: String) throws {
    let grave = try makeWorkFolder() + "/discarded"
    guard rename(path, grave) == 0 else { throw FileError("remove", path) }
    try Files.remove(grave)
  }

  /// Removes what unfinished runs left; only the holder of the build's lock may do that.
  func removeLeftovers() throws {
    // Aside first: the process of a chapter whose build was killed may still be writing there.
    let old = "\(folder)/work.\(UUID().uuidString)"
    rename("\(folder)/work", old)
    for name in Files.names(in: folder) where name.hasPrefix("work.") {
      try? Files.remove("\(folder)/\(name)")
    }
  }

  /// Removes caches, leftovers, results that no chapter shows any more, and artifacts that neither a
  /// result that stays nor a stage names.
  ///
  /// - Parameter all: Whether results that chapters show are removed too.
  /// - Returns: How many results were removed.
  /// - Throws: ``FileError`` when something cannot be removed.
  public func clean(all: Bool) throws -> Int {
    let groups = ["results", "pages"]
    let kept = all ? [] : referenced
    var count = 0
    for group in groups {
      for name in Files.names(in: "\(folder)/\(group)") where !kept.contains(name) {
        try discard("\(folder)/\(group)/\(name)")
        count += 1
      }
    }
    for name in ["cache", "work"] + (all ? ["stages", "chapters"] : []) {
      try Files.remove("\(folder)/\(name)")
    }
    let artifactsKept = Set(namedArtifacts.map(artifacts.path))
    for name in Files.names(in: artifacts.folder) {
      let path = "\(artifacts.folder)/\(name)"
      if !artifactsKept.contains(path) { try Files.remove(path) }
    }
    return count
  }

  /// The artifacts that the results of chapters and of stages name.
  private var namedArtifacts: [Artifact] {
    let results = Files.names(in: "\(folder)/results").compactMap(Digest.init(hex:))
    let finished = Files.names(in: stages).filter { $0.hasSuffix(".json") }
    return results.flatMap { record($0)?.artifacts ?? [] }
      + finished.flatMap { Artifact.named(in: (try? Files.read("\(stages)/\($0)")) ?? []) }
  }

  /// The names of the results that the states of chapters point to.
  private var referenced: Set<String> {
    var names: Set<String> = []
    for name in Files.names(in: "\(folder)/chapters") {
      let state: ChapterState? = read("\(folder)/chapters/\(name)")
      for key in [state?.findingsKey, state?.presentationKey] {
        if let key { names.insert(key.hex) }
      }
    }
    return names
  }

  /// Returns what the last run of a chapter came to.
  func state(of section: Section, profile: Profile) -> ChapterState? {
    read(statePath(of: section, profile: profile))
  }

  /// Writes down what a run of a chapter came to.
  func setState(_ state: ChapterState, of section: Section, profile: Profile) throws {
    try Files.writeSealed(
      StableJSON.encode(state),
      to: statePath(of: section, profile: profile)
    )
  }

  private func statePath(of section: Section, profile: Profile) -> String {
    "\(folder)/chapters/\(section.id).\(profile.rawValue).json"
  }

  private func read<Value: Decodable>(_ path: String) -> Value? {
    guard let bytes = try? Files.readSealed(path) else { return nil }
    return try? StableJSON.decode(Value.self, from: bytes)
  }
}

/// What is known of kept findings besides themselves.
public struct ResultRecord: Codable, Sendable {
  /// The digest of the findings: what draws and what is downstream depends on this alone.
  public let findings: Digest

  /// The artifacts that the findings name.
  let artifacts: [Artifact]

  /// What the findings were computed from.
  public let inputs: [KeyInput]

  /// How much computing the build was allowed.
  public let profile: Profile

  /// The values of the chapter's parameters as texts; files by name, without their folder.
  public let parameters: [String: String]

  /// How long computing took, in seconds.
  public let seconds: Double

  /// The most memory that the chapter's process held, in bytes.
  public let peakMemory: Int
}

/// What the last run of a chapter came to.
public struct ChapterState: Codable, Sendable {
  /// The address of the last good findings, if there ever were any.
  public var findingsKey: Digest?

  /// The address of the last good presentation, if there ever was one.
  public var presentationKey: Digest?

  /// What the last good findings were computed from.
  var inputs: [KeyInput] = []

  /// What the last good presentation was drawn from.
  var presentationInputs: [KeyInput] = []

  /// How long the last good run took, in seconds.
  public var seconds: Double?

  /// Why the last run failed; `nil` when it did not.
  public var failure: ChapterFailure?

  /// The address of the findings that it was to make: with other settings it may well succeed.
  var failedKey: Digest?

  init() {}
}

/// Why a chapter has no result.
public struct ChapterFailure: Error, Codable, Sendable, Hashable {
  /// The ways in which a chapter fails.
  public enum Kind: String, Codable, Sendable {
    case threw
    case crashed
    case timedOut
    case upstream
    case stopped
  }

  /// How it failed.
  public let kind: Kind

  /// One sentence: what happened.
  public let message: String

  /// The end of what the chapter wrote to standard error; may be empty.
  public let detail: String
}
