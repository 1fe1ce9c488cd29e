import ArgumentParser
import Notebook

/// `report freeze`: keeps the results of a long computation with the sources.
struct FreezeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze",
    abstract: "Write the results of the profile 'paper' to \(FrozenResults.path).",
    discussion: """
      Findings are frozen, weights are not. 'report build --profile paper' then shows them without \
      computing, until something changes that they were computed from. Without ids all chapters \
      are frozen that are up to date.
      """
  )

  @Argument(help: ArgumentHelp("The chapters to freeze.", valueName: "id"))
  var ids: [String] = []

  @OptionGroup var projectOptions: ProjectOptions

  func validate() throws { try checkIDs(ids) }

  func run() throws {
    var options = projectOptions
    options.profile = .paper
    let (project, _) = try options.project()
    let (frozen, byteCount) = try project.freeze(ids.isEmpty ? nil : Set(ids))
    guard !frozen.isEmpty else {
      throw ProjectError(
        description: "no chapter is up to date in the profile 'paper';"
          + " 'report build --profile paper' computes them"
      )
    }
    print(
      "froze \(frozen.joined(separator: ", ")):"
        + " \(fixed(Double(byteCount) / 1e6, digits: 2)) MB in \(FrozenResults.path)"
    )
  }
}
