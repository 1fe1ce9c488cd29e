import ArgumentParser
import Notebook

/// `report status`: what a build would do, and why.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell which chapters are up to date, and what changed for the others.",
    discussion: "Runs no chapter."
  )

  @OptionGroup var projectOptions: ProjectOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Exit with 1 when a chapter is not fresh.")
  var check = false

  private struct Entry: Encodable {
    let id: String
    let status: String
    let reasons: [String]
    let seconds: Double?
  }

  func run() throws {
    let (project, _) = try projectOptions.project()
    let statuses = try project.statuses()
    if json {
      let entries = statuses.map {
        Entry(
          id: $0.section.id,
          status: $0.standing.rawValue,
          reasons: $0.reasons,
          seconds: $0.seconds
        )
      }
      print(String(decoding: try StableJSON.encode(entries), as: UTF8.self))
    } else {
      for status in statuses {
        let time = status.seconds.map { "  (took \(fixed($0, digits: 1)) s)" } ?? ""
        let due = status.standing == .fresh ? "" : time
        print("\(status.section.id)\t\(status.standing.rawValue)\(due)")
        for reason in status.reasons { print("\t\(reason)") }
      }
    }
    if check && statuses.contains(where: { $0.standing != .fresh }) { throw ExitCode(1) }
  }
}
