public import Digests

/// One thing that a result depends on.
public struct KeyInput: Codable, Hashable, Sendable {
  /// What it is, such as `Sources/Diffusion/NoiseSchedule.swift` or `parameter seed`.
  public let name: String

  /// The digest of its meaning or content.
  public let digest: Digest

  init(_ name: String, _ digest: Digest) {
    self.name = name
    self.digest = digest
  }
}

/// The address of a result: the digest of all that it depends on, with their names.
public struct ResultKey: Sendable {
  /// What it depends on, sorted by name.
  public let inputs: [KeyInput]

  /// The address.
  public let digest: Digest

  init(_ inputs: [KeyInput]) {
    self.inputs = inputs.sorted { $0.name < $1.name }
    var builder = DigestBuilder()
    for input in self.inputs {
      builder.add(input.name)
      builder.add(input.digest.hex)
    }
    digest = builder.finish()
  }

  /// Names what differs from the inputs of an earlier result, such as "parameter seed changed".
  func differences(from earlier: [KeyInput]) -> [String] {
    let old = Dictionary(earlier.map { ($0.name, $0.digest) }, uniquingKeysWith: { $1 })
    let new = Dictionary(inputs.map { ($0.name, $0.digest) }, uniquingKeysWith: { $1 })
    return Set(old.keys).union(new.keys).sorted().compactMap { name in
      switch (old[name], new[name]) {
      case (let before?, let after?): before == after ? nil : "\(name) changed"
      case (nil, _): "\(name) is new"
      case (_, nil): "\(name) is gone"
      }
    }
  }
}

/// Makes the keys of chapters.
struct KeyMaker {
  /// Raised when the way in which results are kept or presented changes.
  private static let format = "2"

  let sources: SourceIndex
  let reach: ChapterReach

  /// Returns the sources that compute a chapter's findings.
  func computingSources(of section: Section) -> [KeyInput] {
    let folder = "chapters/\(section.folder)"
    let own = Set(sources.sources(of: folder))
    let leavesOutPresenting = !sources.presentsWhileComputing(folder)
    return reach.computing(in: folder).compactMap { path in
      // A chapter's `present` draws; in a library the name has no meaning.
      sources.entries[path].map { entry in
        KeyInput(path, leavesOutPresenting && own.contains(path) ? entry.computing : entry.whole)
      }
    }
  }

  /// Returns what the keys of a chapter's stages begin with: all but upstream findings and numbers.
  ///
  /// `data` holds the files and folders that parameters name as well.
  func stageBase(of section: Section, profile: Profile, data: [KeyInput]) -> Digest {
    ResultKey(computingSources(of: section) + data + common(section, profile)).digest
  }

  private func common(_ section: Section, _ profile: Profile) -> [KeyInput] {
    [
      KeyInput("profile", .of(profile.rawValue)), KeyInput("format", .of(Self.format)),
      KeyInput("section", .of(section.id)),
    ]
  }

  /// Returns the key of a chapter's findings.
  func findingsKey(
    of chapter: AnyChapter,
    profile: Profile,
    parameters: [KeyInput],
    data: [KeyInput],
    upstream: [KeyInput]
  ) -> ResultKey {
    ResultKey(
      computingSources(of: chapter.section) + parameters + data + upstream
        + common(chapter.section, profile)
    )
  }

  /// Returns the key of a chapter's presentation.
  func presentationKey(of section: Section, findings: Digest) -> ResultKey {
    let inputs = reach.presenting(in: "chapters/\(section.folder)").compactMap { path in
      sources.entries[path].map { KeyInput(path, $0.whole) }
    }
    return ResultKey(
      inputs + [
        KeyInput("findings", findings), KeyInput("format", .of(Self.format)),
        KeyInput("section", .of(section.id)),
      ]
    )
  }
}
