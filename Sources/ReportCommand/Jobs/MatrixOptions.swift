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
    let variations = try matrix.map { try Variation($0, of: project.chapters) }
    for (index, variation) in variations.enumerated() {
      let isTwice = variations[..<index].contains {
        $0.section == variation.section && $0.parameter == variation.parameter
      }
      guard !isTwice else {
        throw ValidationError("--matrix names \(matrix[index].split(separator: "=")[0]) twice")
      }
    }
    return variations
  }
}
