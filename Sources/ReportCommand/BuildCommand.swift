import ArgumentParser
import Foundation
import Notebook
import Site

/// `report build`: runs what has to run, and sets the site.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the site, running only the chapters that something has changed for.",
    discussion: """
      Without ids all chapters are brought up to date; with ids only those, and what they need. \
      The other pages are set from the results that are there.
      """
  )

  @Argument(help: ArgumentHelp("The chapters to bring up to date.", valueName: "id"))
  var ids: [String] = []

  @OptionGroup var projectOptions: ProjectOptions
  @OptionGroup var matrixOptions: MatrixOptions

  @Option(
    help: ArgumentHelp("Where the site goes; by default the package's _site.", valueName: "dir")
  )
  var output: String?

  @Flag(help: "Start no further chapter after one failed.")
  var failFast = false

  @Flag(help: "Print events as lines of JSON on standard output.")
  var json = false

  @Option(help: "How many chapters run at once.")
  var jobs = 2

  @OptionGroup var limits: LimitOptions

  @Flag(help: "State times on the page on computation; they differ from build to build.")
  var times = false

  func validate() throws {
    try checkIDs(ids)
    guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1, not \(jobs)") }
  }

  func run() async throws {
    let (project, configuration) = try projectOptions.project()
    let printer: any EventPrinter = json ? JSONPrinter() : TextPrinter()
    let folder = output.map { URL(fileURLWithPath: $0).path } ?? "\(project.root)/_site"
    let lock = try BuildLock(store: project.store) { printer.take(.waiting) }
    defer { withExtendedLifetime(lock) {} }
    // Under the lock: to look at what stands there is to clear up after a build that was killed.
    try OutputFolder.check(folder, of: project)
    let options = BuildOptions(
      jobs: jobs,
      threads: limits.threads ?? ProcessInfo.processInfo.activeProcessorCount,
      timeout: limits.timeout ?? configuration.timeout,
      failsFast: failFast
    )
    let variations = try matrixOptions.variations(of: project)
    let results = try await project.build(
      ids.isEmpty ? nil : Set(ids).union(variations.map(\.section.id)),
      options: options,
      events: { printer.take($0) }
    )
    var sweeps: [Sweep] = []
    let mayGoOn = !failFast || results.allSatisfy { $0.failure == nil }
    for variation in variations where mayGoOn {
      var varied: [ChapterResult] = []
      for value in variation.values {
        let project = try project.varied(
          variation.section,
          variation.parameter,
          to: value,
          place: "--matrix"
        )
        varied += try await project.build(
          [variation.section.id],
          options: options,
          events: { printer.take($0) }
        ).filter { $0.section == variation.section }
      }
      sweeps.append(Sweep(variation, varied))
    }
    let site = Site(
      root: project.root,
      store: project.store,
      configuration: configuration,
      profile: project.profile,
      showsTimes: times,
      generator: FileStamp(of: project.workerCommand[0])?.text ?? ""
    )
    let summary = try site.assemble(results, sweeps: sweeps, to: folder)
    for error in summary.errors { printer.take(.refused(message: error.description)) }
    printer.take(
      .assembled(
        pagesWritten: summary.writtenCount,
        pages: summary.pageCount,
        folder: output ?? "_site"
      )
    )
    printer.end()
    let asked = results.filter { ids.isEmpty || ids.contains($0.section.id) }
    let varied = sweeps.flatMap(\.results)
    if (asked + varied).contains(where: { $0.failure != nil }) || !summary.errors.isEmpty {
      throw ExitCode(1)
    }
  }
}
