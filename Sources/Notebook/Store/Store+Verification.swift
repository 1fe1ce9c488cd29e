import Digests

extension Store {
  /// What a look at every entry of a store came to.
  public struct Verification: Sendable {
    /// How many entries are whole.
    public fileprivate(set) var results = 0, pages = 0, stages = 0, artifacts = 0

    /// How many stages have begun and are not finished.
    public fileprivate(set) var unfinished = 0

    /// A sentence for each entry that is not as it was written.
    public fileprivate(set) var faults: [String] = []
  }

  /// Reads every entry of the store, and compares it with what its name and its seal promise.
  ///
  /// Nothing is changed: a build that meets a damaged entry makes it anew.
  public func verify() -> Verification {
    var verification = Verification()
    // A remote store would be copied from.
    var own = self
    own.remote = nil
    let artifacts = own.artifacts
    func isWholeStage(_ path: String) -> Bool {
      guard let bytes = try? Files.readSealed(path) else { return false }
      return Artifact.named(in: bytes).allSatisfy(artifacts.holds)
    }
    func look(_ path: String, _ count: WritableKeyPath<Verification, Int>, _ isWhole: Bool) {
      if isWhole {
        verification[keyPath: count] += 1
      } else {
        verification.faults.append("\(path) is damaged, or what it names is gone")
      }
    }
    for (key, path) in entries(of: "results") {
      look(path, \.results, key.map { own.isWholeResult(path, $0) } ?? false)
    }
    for (key, path) in entries(of: "pages") {
      look(path, \.pages, key != nil && Self.isWholePage(path))
    }
    for name in Files.names(in: stages) {
      let path = "\(stages)/\(name)"
      if name.hasSuffix(".json") {
        look(path, \.stages, isWholeStage(path))
      } else if name.hasSuffix(".unfinished") {
        verification.unfinished += 1
      }
    }
    for name in Files.names(in: artifacts.folder) where !name.hasSuffix(".partial") {
      let path = "\(artifacts.folder)/\(name)"
      let digest = (try? Files.read(path)).map { Digest.of($0).hex }
      look(path, \.artifacts, digest.map { name == "\($0).safetensors" } ?? false)
    }
    return verification
  }

  private func entries(of group: String) -> [(key: Digest?, path: String)] {
    Files.names(in: "\(folder)/\(group)").map { (Digest(hex: $0), "\(folder)/\(group)/\($0)") }
  }

  /// Tells whether the findings in a folder are as they were written, and their artifacts at hand.
  func isWholeResult(_ folder: String, _ key: Digest) -> Bool {
    guard let record: ResultRecord = read("\(folder)/record.json"),
      let findings = try? Files.readSealed("\(folder)/findings.json")
    else { return false }
    return Digest.of(findings) == record.findings && ResultKey(record.inputs).digest == key
      && record.artifacts.allSatisfy(artifacts.holds)
  }

  /// Tells whether the presentation in a folder is as it was drawn.
  static func isWholePage(_ folder: String) -> Bool {
    guard let bytes = try? Files.readSealed("\(folder)/presentation.json"),
      let presentation = try? StableJSON.decode(Presentation.self, from: bytes)
    else { return false }
    return presentation.files.allSatisfy { file in
      (try? Files.read("\(folder)/\(file.name)")).map(Digest.of) == file.digest
    }
  }
}
