import ArgumentParser
import Foundation
import Site

/// `report check`: what is wrong with a built site.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a built site: links, anchors, pictures, headings, placeholders, budgets."
  )

  @Argument(help: "The site's folder; by default the package's _site.")
  var folder: String?

  func run() throws {
    let path =
      try folder.map { URL(fileURLWithPath: $0).path } ?? "\(ProjectOptions.findRoot())/_site"
    let faults = try SiteCheck(folder: path).faults()
    for fault in faults { print(fault) }
    guard faults.isEmpty else {
      FileHandle.standardError.write(Data("\(faults.count) faults in \(path)\n".utf8))
      throw ExitCode(1)
    }
    print("\(folder ?? "_site"): no faults")
  }
}
