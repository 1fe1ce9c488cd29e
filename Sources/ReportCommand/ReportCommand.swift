import ArgumentParser
import Foundation
public import Notebook

/// The command line of a report.
public enum ReportCommand {
  /// The chapters of the report whose command line runs, in reading order.
  @TaskLocal static var chapters: [AnyChapter] = []

  /// Whether the running program was compiled from the sources that it builds.
  @TaskLocal static var checksProgram = true

  /// Runs the command that the process was started with, and ends the process.
  ///
  /// Exit codes: 0 done, 1 a chapter or a check failed, 64 wrong usage.
  ///
  /// - Parameters:
  ///   - arguments: What stands behind the program's name; `nil` for what the process was given.
  ///   - chapters: All chapters in reading order.
  ///   - checksProgram: Whether results may only come from sources that the program was compiled
  ///     from; a program that brings its own chapters, such as a benchmark, says no.
  public static func main(
    _ arguments: [String]? = nil,
    chapters: [AnyChapter],
    checksProgram: Bool = true
  ) async {
    // A child that ends before it has read everything is its own failure, not the build's.
    signal(SIGPIPE, SIG_IGN)
    await $chapters.withValue(chapters) {
      await $checksProgram.withValue(checksProgram) {
        await Root.main(arguments)
      }
    }
  }

  private struct Root: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "Builds a report whose chapters compute what they show.",
      subcommands: [
        BuildCommand.self, ListCommand.self, StatusCommand.self, CheckCommand.self,
        ServeCommand.self, PublishCommand.self, ExportCommand.self, FreezeCommand.self,
        NewCommand.self, CleanCommand.self, PlanCommand.self, RunCommand.self, StoreCommand.self,
        DataCommand.self, SampleCommand.self, ModelCommand.self, PaintCommand.self,
        PretrainCommand.self, EvaluateCommand.self,
        ChapterCommand.self,
      ]
    )
  }
}

/// The side of a chapter's process; the build starts it.
struct ChapterCommand: ParsableCommand {
  static let name = "__chapter"
  static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

  func run() throws {
    let code = ChapterWorker.run(chapters: ReportCommand.chapters)
    guard code == 0 else { throw ExitCode(code) }
  }
}
