import ArgumentParser
import Notebook

/// Parameters at several values.
struct MatrixOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compute a chapter for several values of a parameter, and show them side by side.",
      valueName: "id.name=value,value"
    )
  )
  var matrix: [String] = []

  /// The options as they were written, for another command.
  var arguments: [String] { matrix.flatMap { ["--matrix", $0] } }

  /// Returns what was asked for.
  func variations(of project: Project) throws -> [Variation] {
    try matrix.map { try Variation($0, of: project.chapters) }
  }
}
