import Digests
import Foundation

extension Store {
  /// What a cleaning removed.
  public struct Removal: Sendable {
    /// Results and drawings of chapters, results of stages, and files of tensors.
    public fileprivate(set) var results = 0, stages = 0, artifacts = 0

    /// Stages that stay because somebody is working on them.
    public fileprivate(set) var stagesAtWork = 0
  }

  /// Removes caches, leftovers, results that no chapter shows any more, and artifacts that neither a
  /// result that stays nor a stage names.
  ///
  /// A store that other checkouts may use is left alone: ``collectGarbage(unusedFor:)`` is for that.
  ///
  /// - Parameter all: Whether results that chapters show are removed too.
  /// - Returns: What was removed.
  /// - Throws: ``FileError`` when something cannot be removed.
  public func clean(all: Bool) throws -> Removal {
    try Files.remove(cache)
    try JobFiles.removeReceipts(in: self)
    if all { try Files.remove("\(local)/chapters") }
    guard folder == local else { return Removal() }
    var removal = Removal()
    if all { try removeStages(into: &removal) { _, _ in true } }
    removeLeftovers()
    try remove(into: &removal, keeping: all ? [] : shown) { _ in true }
    return removal
  }

  /// Removes what this checkout does not show and nobody has used for some time.
  ///
  /// - Parameter seconds: The time. Jobs that run for longer without ending might miss what they kept.
  /// - Returns: What was removed.
  /// - Throws: ``FileError`` when something cannot be removed.
  public func collectGarbage(unusedFor seconds: Double) throws -> Removal {
    removeLeftovers()
    let limit = Date.now.addingTimeInterval(-seconds)
    func isOld(_ path: String) -> Bool {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return (attributes?[.modificationDate] as? Date).map { $0 <= limit } ?? true
    }
    var removal = Removal()
    let used = Set(
      shown.compactMap(Digest.init(hex:)).flatMap { record($0)?.stages ?? [] }.map(\.key)
    )
    try removeStages(into: &removal) { key, path in !used.contains(key) && isOld(path) }
    try remove(into: &removal, keeping: shown, where: isOld)
    return removal
  }

  private func removeStages(
    into removal: inout Removal,
    where isDone: (_ key: String, _ path: String) -> Bool
  ) throws {
    let keys = Dictionary(grouping: Files.names(in: stages)) { String($0.prefix { $0 != "." }) }
    for (key, names) in keys.sorted(by: { $0.key < $1.key }) {
      let paths = names.filter { !$0.hasSuffix(".lock") }.map { "\(stages)/\($0)" }
      let done = paths.filter { isDone(key, $0) }
      guard !done.isEmpty else { continue }
      guard let lock = try FileLock(ifFree: "\(stages)/\(key).lock") else {
        removal.stagesAtWork += 1
        continue
      }
      for path in done { try Files.remove(path) }
      removal.stages += 1
      lock.removeFile()
    }
  }

  /// Notes that findings were used.
  func touch(findings: Digest, _ record: ResultRecord) {
    Self.touch("\(result(findings))/record.json")
    for stage in record.stages { Self.touch("\(stages)/\(stage.key).json") }
  }

  /// Notes that a presentation was used.
  func touch(page: Digest) { Self.touch("\(folder)/pages/\(page.hex)/presentation.json") }

  /// Notes that an entry was used, so that it does not count as garbage.
  static func touch(_ path: String) {
    guard let stamp = FileStamp(of: path), stamp.age > 86_400 else { return }
    utimes(path, nil)
  }

  private func remove(
    into removal: inout Removal,
    keeping kept: Set<String>,
    where isOld: (_ path: String) -> Bool
  ) throws {
    for (group, file) in [("results", "record.json"), ("pages", "presentation.json")] {
      for name in Files.names(in: "\(folder)/\(group)") where !kept.contains(name) {
        let path = "\(folder)/\(group)/\(name)"
        guard isOld("\(path)/\(file)") else { continue }
        try discard(path)
        removal.results += 1
      }
    }
    let named = Set(namedArtifacts.map(artifacts.path))
    for name in Files.names(in: artifacts.folder) {
      let path = "\(artifacts.folder)/\(name)"
      guard !named.contains(path), isOld(path) else { continue }
      try Files.remove(path)
      removal.artifacts += 1
    }
  }

  /// The artifacts that the results of chapters and of stages name.
  private var namedArtifacts: [Artifact] {
    let results = Files.names(in: "\(folder)/results").compactMap(Digest.init(hex:))
    let finished = Files.names(in: stages).filter { $0.hasSuffix(".json") }
    return results.flatMap { record($0)?.artifacts ?? [] }
      + finished.flatMap { Artifact.named(in: (try? Files.read("\(stages)/\($0)")) ?? []) }
  }

  /// The names of the results that the states of chapters point to.
  private var shown: Set<String> {
    var names: Set<String> = []
    for name in Files.names(in: "\(local)/chapters") {
      let state: ChapterState? = read("\(local)/chapters/\(name)")
      for key in [state?.findingsKey, state?.presentationKey] {
        if let key { names.insert(key.hex) }
      }
    }
    return names
  }
}
