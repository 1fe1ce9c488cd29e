import ArgumentParser
import Foundation
import Site

/// `report check`: what is wrong with a built site.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a built site: links, anchors, pictures, headings, placeholders, budgets."
  )

  @Argument(help: "The site's folder.")
  var folder = "_site"

  func run() throws {
    let faults = try SiteCheck(folder: URL(fileURLWithPath: folder).path).faults()
    for fault in faults { print(fault) }
    guard faults.isEmpty else {
      FileHandle.standardError.write(Data("\(faults.count) faults in \(folder)\n".utf8))
      throw ExitCode(1)
    }
    print("\(folder): no faults")
  }
}
