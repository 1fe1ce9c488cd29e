import Digests

/// How a job ended.
public enum JobOutcome: Sendable {
  /// The chapter is up to date, or its stage is finished.
  case done
  /// The stage's folder is ready for another program.
  case prepared(folder: String)
  /// The chapter failed.
  case failed(ChapterFailure)
}

extension Project {
  /// Runs one job, and nothing that it needs: engines that run graphs of jobs see to that.
  ///
  /// The caller holds a shared ``BuildLock``. When the job has ended well, its receipt is written.
  ///
  /// - Parameters:
  ///   - job: The job.
  ///   - ids: The chapters that run with it, whose weights are made where frozen results lack them; `nil`
  ///     for all.
  ///   - isPrepared: Whether a stage is to be left to another program, with all that it needs.
  ///   - options: What the job may use.
  ///   - events: Told what happens, from any thread.
  /// - Returns: How it ended.
  /// - Throws: ``ProjectError`` when the findings that it needs are not up to date or the chapter has no
  ///   such stage or is past the one that was to be prepared, or an error of a whole build.
  public func run(
    _ job: Job,
    among ids: Set<String>? = nil,
    isPrepared: Bool = false,
    options: BuildOptions,
    events: @escaping @Sendable (BuildEvent) -> Void
  ) async throws -> JobOutcome {
    let id = job.section.id
    guard let chapter = chapters.first(where: { $0.section == job.section }) else {
      preconditionFailure("there is no chapter \(id)")
    }
    let files = try JobFiles(of: job, in: self)
    let lock = try FileLock(files.lock) { events(.waiting) }
    defer { withExtendedLifetime(lock) {} }
    var run = try BuildRun(
      project: self,
      options: options,
      goal: job.stage.map { StageGoal(stage: $0, isPrepared: isPrepared) },
      events: events
    )
    try await run.bringUpToDate(alone: chapter, among: ids)
    if let failure = run.failed[id] { return .failed(failure) }
    if let folder = run.stop?.folder { return .prepared(folder: folder) }
    if isPrepared {
      throw ProjectError(
        description:
          "nothing is left to prepare: \(id) has been through '\(job.stage ?? "")' already"
      )
    }
    let result = run.results().first { $0.section == job.section }
    if let stage = job.stage, run.stop == nil {
      // The chapter came to its end, now or earlier: then it must have been through the stage.
      let names = result?.findings.flatMap(store.record)?.stages.map(\.name) ?? []
      guard names.contains(stage) else {
        let others = names.isEmpty ? "none" : names.map { "'\($0)'" }.joined(separator: ", ")
        throw ProjectError(description: "\(id) has no stage '\(stage)'; its stages: \(others)")
      }
    }
    if let measures = run.stop?.measures ?? run.measures, measures.computeSeconds > 1 {
      let measure = JobMeasure(
        seconds: measures.computeSeconds + measures.presentSeconds,
        peakMemory: measures.peakMemory
      )
      try Files.writeSealed(StableJSON.encode(measure), to: files.measure)
    }
    let receipt = JobReceipt(
      findings: result?.findings?.hex,
      presentation: result?.presentation?.hex
    )
    try Files.writeSealed(StableJSON.encode(receipt), to: files.receipt)
    return .done
  }
}
