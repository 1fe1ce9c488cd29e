public import Digests

/// What a build may use, and when it gives up.
public struct BuildOptions: Sendable {
  /// How many chapters run at once; at least 1.
  public var jobs: Int

  /// How many threads all chapters together use; at least 1.
  public var threads: Int

  /// The seconds after which a chapter is ended.
  public var timeout: Double

  /// Whether no further chapter is started after one failed.
  public var failsFast: Bool

  /// Creates options.
  public init(jobs: Int, threads: Int, timeout: Double, failsFast: Bool) {
    self.jobs = jobs
    self.threads = threads
    self.timeout = timeout
    self.failsFast = failsFast
  }
}

/// What a chapter's page is set from after a build.
public struct ChapterResult: Sendable {
  /// The chapter's place.
  public let section: Section

  /// The address of the presentation, and what it was computed from; `nil` when there is none.
  public let presentation: Digest?

  /// The address of the findings.
  public let findings: Digest?

  /// Why the chapter failed; `presentation` is then the last good one.
  public let failure: ChapterFailure?

  /// Whether the presentation is what the sources say now.
  public let isFresh: Bool

  /// Creates a result.
  public init(
    section: Section,
    presentation: Digest?,
    findings: Digest?,
    failure: ChapterFailure?,
    isFresh: Bool
  ) {
    self.section = section
    self.presentation = presentation
    self.findings = findings
    self.failure = failure
    self.isFresh = isFresh
  }
}

extension Project {
  /// Runs what has to run, and returns what each chapter's page is set from, in reading order.
  ///
  /// A chapter that fails leaves the others alone. The caller holds the ``BuildLock``.
  ///
  /// - Parameters:
  ///   - ids: The chapters to bring up to date, with what they need; `nil` for all. The others are
  ///     returned as they were.
  ///   - options: What the build may use.
  ///   - events: Told what happens, from any thread.
  /// - Returns: What each page is set from, in reading order.
  /// - Throws: An error of the whole build: a setting, a source newer than the program, the disk.
  public func build(
    _ ids: Set<String>?,
    options: BuildOptions,
    events: @escaping @Sendable (BuildEvent) -> Void
  ) async throws -> [ChapterResult] {
    store.removeLeftovers()
    var run = try BuildRun(project: self, options: options, events: events)
    let wanted = ids ?? Set(chapters.map(\.section.id))
    try await run.bringUpToDate(chapters(needed: wanted))
    return run.results()
  }
}
