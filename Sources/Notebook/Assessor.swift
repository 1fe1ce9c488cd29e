import Digests

/// Compares chapters with what is kept of them.
///
/// It reads sources and data through caches and runs nothing.
struct Assessor {
  let project: Project
  let keys: KeyMaker
  private let values: [String: [String: Parameter.Value]]
  private var files: FileDigests

  /// The chapters whose weights others will compute with; frozen results come without theirs.
  private var weightsNeeded: Set<String> = []

  /// The kept findings and presentations of the chapters that ``statuses()`` found fresh.
  private(set) var fresh: [String: (findings: Digest, presentation: Digest)] = [:]

  /// Why the chapters that ``statuses()`` found failed did so.
  private(set) var failures: [String: ChapterFailure] = [:]

  init(project: Project) throws {
    self.project = project
    let sources = try SourceIndex(root: project.root, cache: "\(project.store.cache)/sources")
    keys = KeyMaker(
      sources: sources,
      reach: try ChapterReach(sources, cache: "\(project.store.cache)/reach")
    )
    values = try project.settings.values(for: project.chapters, root: project.root)
    files = FileDigests(cache: "\(project.store.cache)/files")
  }

  /// Writes down the digests that were computed on the way.
  func saveDigests() throws { try files.save() }

  /// Compares one chapter with what is kept, given the digests of the findings that it needs.
  mutating func assess(
    _ chapter: AnyChapter,
    upstream: [String: Digest]
  ) throws -> Assessment {
    let parameters = values[chapter.section.id] ?? [:]
    let (data, dataFolders) = try look(for: chapter.data)
    let parameterInputs = try parameters.map { name, value in
      KeyInput("parameter \(name)", try digest(of: value))
    }
    let contentInputs = zip(parameters.values, parameterInputs).filter { $0.0.isContent }.map(\.1)
    func key(of data: [KeyInput]) -> ResultKey {
      keys.findingsKey(
        of: chapter,
        profile: project.profile,
        parameters: parameterInputs,
        data: data,
        upstream: upstream.map { KeyInput("findings of \($0)", $1) }
      )
    }
    var findingsKey = key(of: data)
    if dataFolders.count < chapter.data.count, let frozen = project.store.frozen,
      let record = frozen.record(of: chapter.section)
    {
      // A frozen result is shown where the data that it was computed from are not at hand.
      let other = key(of: record.inputs.filter { $0.name.hasPrefix("data ") })
      if frozen.result(other.digest) != nil { findingsKey = other }
    }
    let kept = project.store.record(findingsKey.digest)
    let isNeeded =
      project.store.frozen?.result(findingsKey.digest) == nil
      || weightsNeeded.contains(chapter.section.id)
    let gone = isNeeded ? kept?.artifacts.filter { !project.store.artifacts.holds($0) } ?? [] : []
    let record = gone.isEmpty ? kept : nil
    let presentationKey = record.map {
      keys.presentationKey(of: chapter.section, findings: $0.findings)
    }
    let presentation = presentationKey?.digest
    return Assessment(
      findingsKey: findingsKey,
      parameters: parameters,
      dataFolders: dataFolders,
      record: record,
      goneArtifacts: gone,
      presentationKey: presentationKey,
      stageBase: keys.stageBase(
        of: chapter.section,
        profile: project.profile,
        data: data + contentInputs
      ),
      presentation: presentation.flatMap { project.store.holdsPresentation($0) ? $0 : nil }
    )
  }

  /// Returns the digests of data sets, and the folders in which they were found.
  private mutating func look(
    for requirements: [DataRequirement]
  ) throws -> (inputs: [KeyInput], folders: [DataRequirement: String]) {
    var inputs: [KeyInput] = []
    var folders: [DataRequirement: String] = [:]
    for requirement in requirements {
      guard let folder = project.folder(of: requirement) else {
        inputs.append(KeyInput("data \(requirement.rawValue)", .of("not found")))
        continue
      }
      folders[requirement] = "\(folder)/\(requirement.rawValue)"
      let names = Files.names(in: "\(folder)/\(requirement.rawValue)")
      for file in requirement.files {
        for name in [file, "\(file).gz"] where names.contains(name) {
          let path = "\(requirement.rawValue)/\(name)"
          inputs.append(KeyInput("data \(path)", try files.digest(of: "\(folder)/\(path)")))
        }
      }
    }
    return (inputs, folders)
  }

  /// Returns the paths of the files and folders that parameters of some chapters name.
  func files(of chapters: [AnyChapter]) -> [String] {
    chapters.flatMap { values[$0.section.id]?.values.map { $0 } ?? [] }.compactMap { value in
      switch value {
      case .file(let path?), .folder(let path): path
      case .file(nil), .integer, .number: nil
      }
    }
  }

  private mutating func digest(of value: Parameter.Value) throws -> Digest {
    switch value {
    case .integer(let value): .of("\(value)")
    case .number(let value): .of("\(value)")
    case .file(nil): .of("no file")
    case .file(let path?): try files.digest(of: path)
    case .folder(let path): try files.digest(ofFolder: path)
    }
  }

  /// Tells how all chapters stand.
  ///
  /// - Parameter ids: The chapters that may run; `nil` for all. What others would need is not asked for.
  /// - Returns: A status for each chapter, in reading order.
  mutating func statuses(running ids: Set<String>? = nil) -> [ChapterStatus] {
    while true {
      let (statuses, needed) = look(running: ids)
      guard !needed.isSubset(of: weightsNeeded) else { return statuses }
      weightsNeeded.formUnion(needed)
    }
  }

  /// Tells how all chapters stand, and whose findings are needed by those that have to compute.
  private mutating func look(
    running ids: Set<String>?
  ) -> (statuses: [ChapterStatus], needed: Set<String>) {
    var needed: Set<String> = []
    var findings: [String: Digest] = [:]
    (fresh, failures) = ([:], [:])
    var statuses: [String: ChapterStatus] = [:]
    for chapter in project.chapters(needed: Set(project.chapters.map(\.section.id))) {
      let state = project.store.state(of: chapter.section, profile: project.profile)
      func status(_ standing: ChapterStatus.Standing, _ reasons: [String]) -> ChapterStatus {
        ChapterStatus(
          section: chapter.section,
          standing: standing,
          reasons: reasons,
          seconds: state?.seconds
        )
      }
      let id = chapter.section.id
      let mayRun = ids?.contains(id) ?? true
      if let unsure = chapter.upstream.first(where: { findings[$0] == nil }) {
        statuses[id] = status(
          state?.findingsKey == nil ? .missing : .stale,
          ["\(unsure) is not fresh"]
        )
        if mayRun { needed.formUnion(chapter.upstream) }
        continue
      }
      do {
        let assessment = try assess(
          chapter,
          upstream: findings.filter { chapter.upstream.contains($0.key) }
        )
        if assessment.record == nil, mayRun { needed.formUnion(chapter.upstream) }
        if let failure = state?.failure, state?.failedKey == assessment.findingsKey.digest {
          failures[id] = failure
          statuses[id] = status(.failed, [failure.message])
        } else if let presentation = assessment.presentation {
          findings[id] = assessment.record?.findings
          fresh[id] = (assessment.findingsKey.digest, presentation)
          statuses[id] = status(.fresh, [])
        } else if let state, state.presentationKey != nil {
          let reasons =
            assessment.findingsKey.differences(from: state.inputs)
            + (assessment.presentationKey?.differences(from: state.presentationInputs) ?? [])
            + assessment.goneArtifacts.map {
              "its artifact \($0.digest.short) is gone from \(project.store.folder)"
            }
          findings[id] = assessment.record?.findings
          statuses[id] = status(
            .stale,
            reasons.isEmpty ? ["its kept result is gone from \(project.store.folder)"] : reasons
          )
        } else if let frozen = project.store.frozen?.record(of: chapter.section) {
          let reasons = assessment.findingsKey.differences(from: frozen.inputs)
          findings[id] = assessment.record?.findings
          statuses[id] = status(reasons.isEmpty ? .missing : .stale, reasons)
        } else {
          statuses[id] = status(.missing, [])
        }
      } catch {
        statuses[id] = status(.failed, ["\(error)"])
      }
    }
    return (project.chapters.compactMap { statuses[$0.section.id] }, needed)
  }
}

extension Project {
  /// Tells how all chapters stand, running none of them.
  public func statuses() throws -> [ChapterStatus] {
    var assessor = try Assessor(project: self)
    let statuses = assessor.statuses()
    try assessor.saveDigests()
    return statuses
  }
}
