import ArgumentParser
import Foundation
import Notebook
import Site

/// `report run`: one job of a build, as an engine that runs graphs of jobs calls it.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Bring one chapter up to date, or compute it up to the end of a named stage.",
    discussion: """
      What the chapter needs must be up to date, and no site is set: 'report build' does both. Any \
      number of jobs may run at the same time.

      With --prepare the stage is left to another program: the folder that is printed says in \
      'order.json' what is to be computed, and takes what the stage would have left there.
      """
  )

  @Argument(help: ArgumentHelp("The chapter.", valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("Stop at the end of this stage.", valueName: "name"))
  var stage: String?

  @Flag(help: "Stop before the stage, with all that another program needs to compute it.")
  var prepare = false

  @Option(
    help: ArgumentHelp(
      "Take another value of a parameter, beside the report's.",
      valueName: "name=value"
    )
  )
  var vary: String?

  @Option(
    help: ArgumentHelp(
      "The chapters of the plan, by default all: for them weights are made that frozen results lack.",
      valueName: "id,id"
    )
  )
  var among: String?

  private var others: [String]? { among?.split(separator: ",").map(String.init) }

  @OptionGroup var projectOptions: ProjectOptions
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    try checkIDs([id] + (others ?? []))
    guard !prepare || stage != nil else { throw ValidationError("--prepare needs --stage") }
    guard vary?.contains("=") ?? true else {
      throw ValidationError("--vary takes 'name=value', not '\(vary ?? "")'")
    }
  }

  func run() async throws {
    var (project, configuration) = try projectOptions.project()
    guard let section = project.chapters.map(\.section).first(where: { $0.id == id }) else {
      preconditionFailure("there is no chapter \(id)")
    }
    if let vary, let equals = vary.firstIndex(of: "=") {
      let value = String(vary[equals...].dropFirst())
      project = try project.varied(section, String(vary[..<equals]), to: value, place: "--vary")
    }
    let printer = TextPrinter()
    let lock = try BuildLock(store: project.store, isShared: true) { printer.take(.waiting) }
    defer { withExtendedLifetime(lock) {} }
    let outcome = try await project.run(
      Job(section, stage: stage),
      among: others.map(Set.init),
      isPrepared: prepare,
      options: BuildOptions(
        jobs: 1,
        threads: limits.threads ?? ProcessInfo.processInfo.activeProcessorCount,
        timeout: limits.timeout ?? configuration.timeout,
        failsFast: true
      ),
      events: { printer.take($0) }
    )
    switch outcome {
    case .done:
      if let stage { printer.say("the stage '\(stage)' of \(id) is finished") }
    case .prepared(let folder): print(folder)
    case .failed:
      printer.end()
      throw ExitCode(1)
    }
  }
}
