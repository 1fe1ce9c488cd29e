import ArgumentParser
import Foundation
import Notebook
import ReportCommand

/// Measures what readers of the README are told, and prints it.
///
/// The program is also the report that it measures: as `benchmark report …`, in the folder of a
/// fixture, it is that fixture's command line.
@main
struct Benchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measure the report generator and its network engine.",
    subcommands: [
      SiteBenchmark.self, UNetTrainBenchmark.self, UNetForwardBenchmark.self, GEMMBenchmark.self,
      ConvBenchmark.self, IFForwardBenchmark.self,
    ]
  )

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // A chapter's process is this program again, with the generator's own hidden command.
    guard let first = arguments.first, first == "report" || first.hasPrefix("__") else {
      return await Benchmark.main(nil)
    }
    await ReportCommand.main(
      first == "report" ? Array(arguments.dropFirst()) : arguments,
      chapters: SyntheticReport.chapters(in: FileManager.default.currentDirectoryPath),
      checksProgram: false
    )
  }
}

extension [Double] {
  /// The middle of the values, or the mean of the two in the middle.
  var median: Double {
    precondition(!isEmpty, "nothing was measured")
    let sorted = sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
