import Arrays
import Digests
import Drawing
import Foundation

/// The side of a chapter's process: takes one order from standard input, and carries it out.
///
/// Standard input stays open as long as the build lives; its end ends the process, so that no
/// chapter outlives a build that was killed.
public enum ChapterWorker {
  /// Carries out the order on standard input.
  ///
  /// - Parameter chapters: All chapters of the report.
  /// - Returns: The exit code.
  public static func run(chapters: [AnyChapter]) -> Int32 {
    guard let line = readLine(),
      let order = try? StableJSON.decode(WorkOrder.self, from: Array(line.utf8)),
      let chapter = chapters.first(where: { $0.section.id == order.section })
    else {
      FileHandle.standardError.write(Data("this command is run by 'report build'\n".utf8))
      return 64
    }
    // What the chapter or a library prints goes to standard error, apart from the reports.
    let reports = FileHandle(fileDescriptor: dup(1), closeOnDealloc: true)
    dup2(2, 1)
    Thread.detachNewThread {
      while readLine() != nil {}
      _exit(143)
    }
    ThreadCount.current = order.threads
    do {
      say(try carryOut(order, chapter, reports), to: reports)
      return 0
    } catch {
      say(.failed(message: "\(error)"), to: reports)
      return 1
    }
  }

  private static func carryOut(
    _ order: WorkOrder,
    _ chapter: AnyChapter,
    _ reports: FileHandle
  ) throws -> WorkReport {
    try checkFonts()
    let clock = ContinuousClock()
    let start = clock.now
    let stages = Stages(order) { say($0.map { .waiting(stage: $0) } ?? .itsTurn, to: reports) }
    func measures(computed: ContinuousClock.Instant) -> WorkMeasures {
      WorkMeasures(
        computeSeconds: (computed - start) / .seconds(1),
        presentSeconds: (clock.now - computed) / .seconds(1),
        peakMemory: ProcessMemory.peak,
        stages: stages.seen.uses,
        origins: stages.seen.origins
      )
    }
    let findings: [UInt8]
    if let kept = order.findings {
      findings = try Files.readSealed(kept)
    } else {
      let context = ChapterContext(
        section: chapter.section,
        profile: order.profile,
        parameters: order.parameters,
        dataFolders: order.dataFolders,
        upstream: try order.upstream.mapValues { try Files.readSealed($0) },
        stages: stages,
        report: { say(.progress(fraction: $0, message: $1), to: reports) }
      )
      do {
        findings = try chapter.compute(context)
      } catch let end as GoalReached {
        return .stopped(measures(computed: clock.now), folder: end.folder)
      }
      try Files.writeSealed(findings, to: "\(order.output)/findings.json")
    }
    let computed = clock.now

    let folder = "\(order.output)/page"
    try Files.makeFolder(folder)
    var page = Page(section: chapter.section, folder: folder)
    try chapter.present(findings, &page)
    guard page.faults.isEmpty else {
      throw ProjectError(description: page.faults.joined(separator: "; "))
    }
    try Files.writeSealed(
      StableJSON.encode(page.presentation),
      to: "\(folder)/presentation.json"
    )
    return .done(measures(computed: computed))
  }

  private static func say(_ report: WorkReport, to reports: FileHandle) {
    guard let line = try? StableJSON.encode(report) else { return }
    try? reports.write(contentsOf: Data(line + [10]))
  }

  /// Figures are the same everywhere only in the declared fonts.
  private static func checkFonts() throws {
    guard let missing = Font.missingFamilies().first else { return }
    throw ProjectError(
      description: "the font '\(missing)', in which figures are set, is not installed;"
        + " 'make setup' installs it"
    )
  }
}

extension Stages {
  fileprivate init(_ order: WorkOrder, waiting: @escaping @Sendable (_ stage: String?) -> Void) {
    let data = order.dataFolders.map { ($0.key.rawValue, $0.value) }
    self.init(
      folder: order.stages,
      base: order.stageBase,
      artifacts: Artifacts(
        folder: order.artifacts,
        remote: order.remote.map { "\($0)/artifacts" }
      ),
      remote: order.remote.map { "\($0)/stages" },
      chapter: StageOrder.Chapter(
        section: order.section,
        profile: order.profile,
        data: Dictionary(uniqueKeysWithValues: data)
      ),
      goal: order.goal,
      waiting: waiting
    )
  }
}
