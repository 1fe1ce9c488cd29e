public import Digests
import Foundation

/// Computed results on disk, addressed by what they depend on.
///
///     results/<key>/   findings.json, record.json
///     pages/<key>/     presentation.json and the files of the figures
///     stages/          results of named stages, and what unfinished ones have got so far
///     artifacts/       files of tensors that results and stages name, under their digests
///     work/            what is being made
///
/// A result is made in a folder of its own and renamed into place, so it is there whole or not at
/// all. Nothing in a result is ever changed, and what disks and copies do to one is seen when it is read.
/// So any number of processes and machines may write one store at the same time. What belongs to one
/// checkout alone lies in that checkout:
///
///     chapters/        what the last run of each chapter came to
///     jobs/            what single jobs came to
///     cache/           what can be found again by looking: digests, set formulas
public struct Store: Sendable {
  /// The folder that takes new results.
  public let folder: String

  /// The checkout's own folder; the same one unless several checkouts share the store.
  public let local: String

  /// A store whose entries are copied where this one lacks them; it is never written.
  public internal(set) var remote: String?

  /// Tells the states and receipts of runs with one value of a ``Variation`` from the others.
  var variant: String?

  /// Results of earlier computations that are looked at where the stores have none.
  let frozen: FrozenResults?

  /// Creates the store in a folder, which need not be there yet.
  public init(
    folder: String,
    local: String? = nil,
    remote: String? = nil,
    frozen: FrozenResults? = nil
  ) {
    self.folder = folder
    self.local = local ?? folder
    self.remote = remote
    self.frozen = frozen
  }

  /// The folder of things that can be found again by looking.
  public var cache: String { "\(local)/cache" }

  var stages: String { "\(folder)/stages" }

  var artifacts: Artifacts {
    Artifacts(folder: "\(folder)/artifacts", remote: remote.map { "\($0)/artifacts" })
  }

  /// Returns the folder of a chapter's presentation.
  public func page(_ key: Digest) -> String {
    own("pages/\(key.hex)", with: "presentation.json", where: Self.isWholePage)
  }

  /// Returns where the store itself keeps a result, or will.
  func result(_ key: Digest) -> String { "\(folder)/results/\(key.hex)" }

  /// Returns where a result is kept, in the store or frozen.
  func keptResult(_ key: Digest) -> String {
    let own = own("results/\(key.hex)", with: "record.json") { isWholeResult($0, key) }
    guard let frozen = frozen?.result(key) else { return own }
    return FileStamp(of: "\(own)/record.json") == nil ? frozen : own
  }

  /// Returns the folder of an entry, which is copied from the remote store where this one lacks it.
  ///
  /// What is not whole there, or cannot be copied, counts as missing.
  private func own(_ entry: String, with file: String, where isWhole: (String) -> Bool) -> String {
    let own = "\(folder)/\(entry)"
    guard let remote, FileStamp(of: "\(own)/\(file)") == nil,
      FileStamp(of: "\(remote)/\(entry)/\(file)") != nil, let work = try? makeWorkFolder()
    else { return own }
    defer { try? work.remove() }
    let copy = "\(work.path)/copy"
    if (try? FileManager.default.copyItem(atPath: "\(remote)/\(entry)", toPath: copy)) != nil,
      isWhole(copy)
    {
      try? keep(copy, as: own, unless: isWhole)
    }
    return own
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
    try Self.rethrowUnreadable(path)
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
    try Self.rethrowUnreadable(path)
    try discard(folder)
    throw FileError("read", path, reason: "it was damaged; build again, and it is computed anew")
  }

  /// Throws the system's reason where a file is there and cannot be read: it may be whole all the same.
  private static func rethrowUnreadable(_ path: String) throws(FileError) {
    if FileStamp(of: path) != nil { _ = try Files.read(path) }
  }

  /// Makes an empty folder for a result that is being made.
  func makeWorkFolder() throws(FileError) -> WorkFolder { try WorkFolder(in: "\(folder)/work") }

  /// Removes what killed builds left.
  ///
  /// In a store that others share, only what is a day old: their file system may not pass locks on.
  func removeLeftovers() {
    WorkFolder.removeLeftovers(in: "\(folder)/work", olderThan: folder == local ? 0 : 86_400)
  }

  /// Moves a finished folder to its address.
  ///
  /// - Parameters:
  ///   - work: The folder.
  ///   - path: The address.
  ///   - isWhole: Tells whether what stands at the address is as it was written. Another process may have
  ///     made the same at the same time; then that one stays.
  /// - Throws: ``FileError`` when the folder cannot be moved.
  func keep(_ work: String, as path: String, unless isWhole: (_ path: String) -> Bool) throws {
    try Files.makeFolder((path as NSString).deletingLastPathComponent)
    while rename(work, path) != 0 {
      guard errno == EEXIST || errno == ENOTEMPTY else { throw FileError("write", path) }
      if isWhole(path) { return }
      try discard(path)
    }
  }

  /// Removes a folder in a way that no kill can leave a part of it at its address.
  func discard(_ path: String) throws {
    let grave = try makeWorkFolder()
    // Another process may have been quicker.
    guard rename(path, "\(grave.path)/discarded") == 0 || errno == ENOENT else {
      throw FileError("remove", path)
    }
    try grave.remove()
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
    "\(local)/chapters/\(section.id).\(kind(of: profile)).json"
  }

  /// Names the kind of runs that states and receipts are of.
  func kind(of profile: Profile) -> String {
    variant.map { "\(profile.rawValue).\($0)" } ?? profile.rawValue
  }

  func read<Value: Decodable>(_ path: String) -> Value? {
    guard let bytes = try? Files.readSealed(path) else { return nil }
    return try? StableJSON.decode(Value.self, from: bytes)
  }
}
