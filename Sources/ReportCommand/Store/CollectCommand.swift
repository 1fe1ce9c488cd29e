import ArgumentParser
import Notebook

/// `report store gc`: removes what nobody uses.
struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract: "Remove what this checkout does not show and nobody has used for some days.",
    discussion: "What is removed by mistake is computed again."
  )

  @Option(help: "The days without use.")
  var days = 30.0

  func validate() throws {
    // That something was used is noted once a day.
    guard days >= 2 else {
      throw ValidationError("--days must be at least 2, not \(days): jobs may be running")
    }
  }

  func run() throws {
    let (project, _) = try ProjectOptions.parse([]).project()
    let removed = try project.store.collectGarbage(unusedFor: days * 86_400)
    print(
      "removed \(removed.results) results and drawings, \(removed.stages) stages and"
        + " \(removed.artifacts) files of weights"
    )
  }
}
