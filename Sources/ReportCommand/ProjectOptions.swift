public import ArgumentParser
import Foundation
public import Notebook
import Site
import Snippets

/// The options by which commands know what is to be built.
struct ProjectOptions: ParsableArguments {
  @Option(help: "How much to compute: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")).")
  var profile = Profile.quick

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a parameter, such as A1.1.seed=7, or seed=7 for every chapter that has it.",
      valueName: "name=value"
    )
  )
  var assignments: [String] = []

  @OptionGroup
  var data: DataOptions

  /// The options as they were written, for another command.
  var arguments: [String] {
    ["--profile", profile.rawValue] + assignments.flatMap { ["--set", $0] }
      + (data.folder.map { ["--data", $0] } ?? [])
  }

  /// Returns the project in or above the current folder, and what its `site.yml` says.
  func project() throws -> (Project, SiteConfiguration) {
    let root = try Self.findRoot()
    let configuration = try SiteConfiguration(yaml: Files.text("\(root)/\(SiteConfiguration.path)"))
    var settings = Settings()
    for parameter in configuration.parameters {
      settings.set(
        parameter.name,
        to: parameter.value,
        place: "\(SiteConfiguration.path):\(parameter.line)",
        folder: root
      )
    }
    for assignment in assignments {
      let parts = assignment.split(
        separator: "=",
        maxSplits: 1,
        omittingEmptySubsequences: false
      ).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw ValidationError("--set takes 'name=value', not '\(assignment)'")
      }
      settings.set(
        parts[0],
        to: parts[1],
        place: "--set",
        folder: FileManager.default.currentDirectoryPath
      )
    }
    let project = try Project(
      root: root,
      chapters: ReportCommand.chapters,
      profile: profile,
      settings: settings,
      dataFolders: data.folders,
      workerCommand: [try Self.program(), ChapterCommand.name],
      checksProgram: ReportCommand.checksProgram
    )
    return (project, configuration)
  }

  static func findRoot() throws -> String {
    var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    while true {
      if FileStamp(of: "\(folder.path)/\(SiteConfiguration.path)") != nil { return folder.path }
      guard folder.pathComponents.count > 1 else {
        throw ProjectError(
          description: "there is no \(SiteConfiguration.path) in this folder or above it;"
            + " run the command inside the package"
        )
      }
      folder.deleteLastPathComponent()
    }
  }

  /// The running program's path.
  private static func program() throws -> String {
    guard let path = Bundle.main.executablePath else {
      throw ProjectError(description: "the system does not tell where the running program is")
    }
    return path
  }
}

extension Profile: ExpressibleByArgument {}

/// Checks that ids given on the command line are chapters.
func checkIDs(_ ids: [String]) throws {
  let known = ReportCommand.chapters.map(\.section.id)
  for id in ids where !known.contains(id) {
    let hint = known.nearest(to: id).map { "did you mean '\($0)'?" }
    throw ValidationError(
      "there is no chapter '\(id)'; \(hint ?? "'report list' names them all")"
    )
  }
}

/// What is said of a data set that was not found.
func missingDataMessage(_ name: String) -> String {
  "\(name) was not found, and chapters that need it draw their own data;"
    + " 'report data fetch \(name)' gets it"
}
