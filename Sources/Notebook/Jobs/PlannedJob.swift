/// A job of a plan, with what an engine has to know of it.
public struct PlannedJob: Encodable, Sendable {
  /// The name, unique in the plan.
  public let name: String

  /// The chapter.
  public let id: String

  /// The named stage at whose end the job ends; `nil` for the whole chapter.
  public let stage: String?

  /// The value of a parameter that differs from the report's own, such as "seed=2".
  public let variant: String?

  /// The files that it depends on: the program, data, models, and the receipts of the jobs that it needs.
  public let inputs: [String]

  /// The receipt that it writes when it has ended well.
  public let output: String

  /// The arguments of the program that runs it.
  public let arguments: [String]

  /// What it took when it last had something to compute; `nil` before that.
  public let secondsExpected: Double?
  public let peakMemoryExpected: Int?
}

extension Project {
  /// Returns the jobs that bring chapters up to date, each after what it needs.
  ///
  /// - Parameters:
  ///   - ids: The chapters; what they need is added. `nil` for all.
  ///   - variations: Parameters at several values; each value of each is a job of its own.
  /// - Returns: The jobs.
  /// - Throws: ``SettingsError`` for a value that a parameter does not take.
  public func plan(_ ids: Set<String>?, variations: [Variation]) throws -> [PlannedJob] {
    let wanted = (ids ?? Set(chapters.map(\.section.id)))
      .union(variations.map(\.section.id))
    var jobs: [PlannedJob] = []
    for chapter in chapters(needed: wanted) {
      let among = ids == nil ? nil : wanted
      jobs += try self.jobs(of: chapter, among: among)
      for variation in variations where variation.section == chapter.section {
        for value in variation.values {
          let variant = "\(variation.parameter)=\(value)"
          jobs += try varied(chapter.section, variation.parameter, to: value, place: "--matrix")
            .jobs(of: chapter, among: among, variant: variant)
        }
      }
    }
    return jobs
  }

  /// A job for each long stage of a chapter, each after the one before, and one for the rest.
  private func jobs(
    of chapter: AnyChapter,
    among ids: Set<String>?,
    variant: String? = nil
  ) throws -> [PlannedJob] {
    let id = chapter.section.id
    var plain = self
    plain.store.variant = nil
    let upstream = try chapters.filter { chapter.upstream.contains($0.section.id) }.map {
      try JobFiles(of: Job($0.section), in: plain).receipt
    }
    let files = try files(of: chapter)
    let state = store.state(of: chapter.section, profile: profile)
    let lastBuild = state?.findingsKey.flatMap(store.record).map {
      JobMeasure(seconds: $0.seconds, peakMemory: $0.peakMemory)
    }
    var before: [String] = []
    return try (chapter.stages.map(Optional.some) + [nil]).map { stage in
      let own = try JobFiles(of: Job(chapter.section, stage: stage), in: self)
      let measure = store.read(own.measure) ?? (stage == nil ? lastBuild : nil)
      defer { before = [own.receipt] }
      return PlannedJob(
        name: [id, stage, variant].compactMap(\.self).joined(separator: " "),
        id: id,
        stage: stage,
        variant: variant,
        inputs: [workerCommand[0]] + files + upstream + before,
        output: own.receipt,
        arguments: [id] + (stage.map { ["--stage", $0] } ?? [])
          + (variant.map { ["--vary", $0] } ?? [])
          + (ids.map { ["--among", $0.sorted().joined(separator: ",")] } ?? []),
        secondsExpected: measure?.seconds,
        peakMemoryExpected: measure?.peakMemory
      )
    }
  }

  /// The files of the data sets and of the parameters that a chapter reads.
  private func files(of chapter: AnyChapter) throws -> [String] {
    let data = chapter.data.flatMap { requirement -> [String] in
      guard let folder = folder(of: requirement) else { return [] }
      let names = Files.names(in: "\(folder)/\(requirement.rawValue)")
      return requirement.files.flatMap { [$0, "\($0).gz"] }.filter(names.contains)
        .map { "\(folder)/\(requirement.rawValue)/\($0)" }
    }
    let values = try settings.values(for: chapters, root: root)[chapter.section.id] ?? [:]
    let named = try values.sorted { $0.key < $1.key }.flatMap { _, value -> [String] in
      switch value {
      case .file(let path?): [path]
      case .folder(let path): try FileDigests.paths(in: path)
      case .file(nil), .integer, .number: []
      }
    }
    return data + named
  }
}
