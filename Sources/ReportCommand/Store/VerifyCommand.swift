import ArgumentParser
import Notebook

/// `report store verify`: reads every entry.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read every entry of the store, and tell which are not as they were written.",
    discussion:
      "Changes nothing: a build that meets a damaged entry makes it anew. Exits with 1 for any."
  )

  func run() throws {
    let (project, _) = try ProjectOptions.parse([]).project()
    let found = project.store.verify()
    for fault in found.faults { print(fault) }
    print(
      "\(found.results) results, \(found.pages) drawings, \(found.stages) stages and"
        + " \(found.artifacts) files of weights are whole, \(found.unfinished) stages unfinished;"
        + " \(found.faults.count) faults"
    )
    if !found.faults.isEmpty { throw ExitCode(1) }
  }
}
