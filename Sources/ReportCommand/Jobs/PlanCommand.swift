import ArgumentParser
import Foundation
import Notebook
import Site

/// `report plan`: the graph of a build, for an engine that people run already.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Write the jobs of a build as a Snakefile or as JSON.",
    discussion: """
      A job is a chapter, or a chapter up to the end of a long stage. The first rule sets the site from \
      what the jobs have left in the store.
      """
  )

  /// The languages of engines.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case snakemake
    case json
  }

  @Argument(help: ArgumentHelp("The chapters to bring up to date.", valueName: "id"))
  var ids: [String] = []

  @Option(
    help: "The engine's language: \(Format.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var format = Format.snakemake

  @Option(help: ArgumentHelp("Where the plan goes; by default standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var matrixOptions: MatrixOptions
  @OptionGroup var projectOptions: ProjectOptions
  @OptionGroup var limits: LimitOptions

  func validate() throws { try checkIDs(ids) }

  func run() throws {
    let (project, configuration) = try projectOptions.project()
    let plan = try plan(of: project, timeout: configuration.timeout)
    for name in project.missingData(of: Set(plan.jobs.map(\.id))) {
      FileHandle.standardError.write(Data("\(missingDataMessage(name))\n".utf8))
    }
    let bytes =
      switch format {
      case .snakemake: Array(try Snakefile(plan: plan).text.utf8)
      case .json: try StableJSON.encode(plan) + [10]
      }
    if let output {
      try Files.write(bytes, to: URL(fileURLWithPath: output).path)
    } else {
      FileHandle.standardOutput.write(Data(bytes))
    }
  }

  private func plan(of project: Project, timeout configured: Double) throws -> Plan {
    let variations = try matrixOptions.variations(of: project)
    let jobs = try project.plan(ids.isEmpty ? nil : Set(ids), variations: variations)
    // A node of a cluster need not have this one's environment.
    let data =
      projectOptions.data.folder == nil
      ? project.dataFolders.first(where: DataRequirement.isAnyFound) : nil
    return Plan(
      program: project.workerCommand[0],
      folder: FileManager.default.currentDirectoryPath,
      options: projectOptions.arguments + (data.map { ["--data", $0] } ?? [])
        + (limits.timeout.map { ["--timeout", "\($0)"] } ?? []),
      threads: limits.threads ?? 1,
      timeout: limits.timeout ?? configured,
      jobs: jobs,
      site: Plan.SiteJob(
        inputs: jobs.map(\.output),
        arguments: ids + matrixOptions.arguments
      )
    )
  }
}
