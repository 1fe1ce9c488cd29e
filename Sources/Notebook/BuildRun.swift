import Digests
import Foundation

/// One build while it runs.
struct BuildRun {
  let project: Project
  let options: BuildOptions
  let events: @Sendable (BuildEvent) -> Void
  var assessor: Assessor
  private var program: ProgramSources?
  var findings: [String: (key: Digest, digest: Digest)] = [:]
  var failed: [String: ChapterFailure] = [:]
  var presentations: [String: Digest] = [:]
  var asked: Set<String> = []

  /// Where the one chapter of a job is to stop, and what came of that.
  private let goal: StageGoal?
  var stop: (measures: WorkMeasures, folder: String?)?

  /// What the last chapter took that was run to its end.
  var measures: WorkMeasures?

  /// The chapters that were not fresh when the build began.
  private var due: Set<String> = []

  init(
    project: Project,
    options: BuildOptions,
    goal: StageGoal? = nil,
    events: @escaping @Sendable (BuildEvent) -> Void
  ) throws {
    self.project = project
    self.options = options
    self.goal = goal
    self.events = events
    assessor = try Assessor(project: project)
    if project.checksProgram {
      program = try ProgramSources(
        program: project.workerCommand[0],
        sources: assessor.keys.sources,
        root: project.root,
        cache: "\(project.store.cache)/program"
      )
    }
  }

  mutating func bringUpToDate(_ chapters: [AnyChapter]) async throws {
    try announce(chapters, among: Set(chapters.map(\.section.id)))
    try await run(chapters)
  }

  private mutating func run(_ chapters: [AnyChapter]) async throws {
    var waiting = chapters
    try await withThrowingTaskGroup(of: Finished.self) { group in
      var running = 0
      while true {
        while running < options.jobs, let index = waiting.firstIndex(where: isReady) {
          let chapter = waiting.remove(at: index)
          // A chapter that has nobody to share with gets all threads.
          let others = running + waiting.count { isReady($0) && due.contains($0.section.id) }
          let share = max(1, options.threads / min(options.jobs, 1 + others))
          if try start(chapter, threads: share, in: &group) { running += 1 }
        }
        guard running > 0, let finished = try await group.next() else { break }
        running -= 1
        if try !take(finished) { waiting.append(finished.chapter) }
      }
    }
    try assessor.saveDigests()
  }

  /// Brings one chapter up to date, given the findings that it needs.
  ///
  /// - Parameters:
  ///   - chapter: The chapter.
  ///   - ids: The chapters that will run one after the other; `nil` for all.
  /// - Throws: ``ProjectError`` when those findings are not up to date.
  mutating func bringUpToDate(alone chapter: AnyChapter, among ids: Set<String>?) async throws {
    // First, because it finds out whose weights are needed.
    try announce([chapter], among: ids)
    for other in project.chapters(needed: [chapter.section.id]).dropLast() {
      let upstream = findings.filter { other.upstream.contains($0.key) }.mapValues(\.digest)
      let assessment = try assessor.assess(other, upstream: upstream)
      guard let record = assessment.record else {
        // An engine that has seen it done is to see that it is not.
        try JobFiles.removeReceipts(of: other.section, in: store)
        let (id, needed) = (chapter.section.id, other.section.id)
        throw ProjectError(
          description: "\(id) needs the findings of \(needed), which are not up to date;"
            + " run \(needed) first, or 'report build \(id)' for both"
        )
      }
      findings[other.section.id] = (assessment.findingsKey.digest, record.findings)
      store.touch(findings: assessment.findingsKey.digest, record)
    }
    try await run([chapter])
  }

  /// Says before anything runs what will, as far as that is known without running anything.
  ///
  /// - Parameters:
  ///   - chapters: What is to be brought up to date now.
  ///   - others: The chapters that may run now or after it, whose needs are asked for; `nil` for all.
  /// - Throws: ``ProjectError`` when the program is older than the sources of what is due.
  private mutating func announce(_ chapters: [AnyChapter], among others: Set<String>?) throws {
    let ids = Set(chapters.map(\.section.id))
    let statuses = assessor.statuses(running: others)
    asked = ids
    let due = statuses.filter { ids.contains($0.section.id) && $0.standing != .fresh }
    self.due = Set(due.map(\.section.id))
    // Before anything runs: a chapter that has run for an hour must not be lost to this.
    for status in due { try checkProgram(status.section) }
    let seconds = due.map(\.seconds)
    let expected = seconds.contains { $0 == nil } ? nil : seconds.reduce(0) { $0 + ($1 ?? 0) }
    events(
      .planned(
        variant: store.variant,
        running: due.map(\.section.id),
        kept: statuses.filter { ids.contains($0.section.id) && $0.standing == .fresh }
          .map(\.section.id),
        secondsExpected: expected,
        missingData: project.missingData(of: self.due)
      )
    )
  }

  private func isReady(_ chapter: AnyChapter) -> Bool {
    chapter.upstream.allSatisfy { findings[$0] != nil || failed[$0] != nil }
  }

  /// Starts a chapter unless it is fresh or cannot run; tells whether a process was started.
  private mutating func start(
    _ chapter: AnyChapter,
    threads: Int,
    in group: inout ThrowingTaskGroup<Finished, any Error>
  ) throws -> Bool {
    let section = chapter.section
    if let broken = chapter.upstream.first(where: { failed[$0] != nil }) {
      try fail(
        section,
        ChapterFailure(
          kind: .upstream,
          message: "it needs the findings of \(broken), which failed",
          detail: ""
        )
      )
      return false
    }
    let assessment: Assessment
    do {
      let upstream = findings.filter { chapter.upstream.contains($0.key) }.mapValues(\.digest)
      assessment = try assessor.assess(chapter, upstream: upstream)
    } catch {
      try fail(section, ChapterFailure(kind: .threw, message: "\(error)", detail: ""))
      return false
    }
    if let presentation = assessment.presentation, let record = assessment.record {
      findings[section.id] = (assessment.findingsKey.digest, record.findings)
      presentations[section.id] = presentation
      store.touch(findings: assessment.findingsKey.digest, record)
      store.touch(page: presentation)
      try remember(section, assessment, seconds: nil)
      return false
    }
    if options.failsFast && !failed.isEmpty {
      try fail(
        section,
        ChapterFailure(
          kind: .stopped,
          message: "it was not started, because another chapter failed",
          detail: ""
        ),
        key: assessment.findingsKey.digest
      )
      return false
    }
    try checkProgram(section)
    let seconds = project.store.state(of: section, profile: project.profile)?.seconds
    events(
      .started(
        id: section.id,
        computes: assessment.record == nil,
        secondsExpected: seconds
      )
    )
    let work = try store.makeWorkFolder()
    let order: WorkOrder
    do {
      order = try WorkOrder(
        for: section,
        assessment,
        of: project,
        upstream: findings.filter { chapter.upstream.contains($0.key) }.mapValues(\.key),
        output: work.path,
        threads: threads,
        goal: goal
      )
    } catch {
      try work.remove()
      try fail(section, ChapterFailure(kind: .threw, message: "\(error)", detail: ""))
      return false
    }
    let process = ChapterProcess(
      command: project.workerCommand,
      timeout: options.timeout,
      root: project.root
    )
    let events = events
    group.addTask {
      let outcome = await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(
            returning: process.run(order) { fraction, message in
              events(.progress(id: section.id, fraction: fraction, message: message))
            }
          )
        }
      }
      return Finished(chapter: chapter, assessment: assessment, work: work, outcome: outcome)
    }
    return true
  }

  var store: Store { project.store }

  private func checkProgram(_ section: Section) throws {
    let sources = assessor.keys.sources
    let targets = sources.closure(of: "chapters/\(section.folder)")
    if let path = program?.outdated(among: targets, in: sources) {
      throw ProjectError(
        description: "\(path) has changed since the running program was compiled;"
          + " 'swift run report build' compiles it and builds again"
      )
    }
  }
}
