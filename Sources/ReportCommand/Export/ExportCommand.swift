import ArgumentParser
import Foundation
import Notebook

/// `report export`: the report in other forms than a website.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a built report in another form.",
    subcommands: [PDF.self]
  )

  /// `report export pdf`: the report as a book.
  struct PDF: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a built site's one page as PDF, by Chromium or Chrome.",
      discussion: """
        The site needs 'onePage: true' in site/site.yml. $CHROMIUM names another browser.
        """
    )

    @Argument(help: "The site's folder; by default the package's _site.")
    var folder: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("The file.", valueName: "file.pdf"))
    var output = "report.pdf"

    func validate() throws { try OutputFile.check(output) }

    func run() throws {
      let site =
        try folder.map { URL(fileURLWithPath: $0).path } ?? "\(ProjectOptions.findRoot())/_site"
      let page = "\(site)/all.html"
      guard FileManager.default.fileExists(atPath: page) else {
        throw ProjectError(
          description: "\(page) is not there; set 'onePage: true' in site/site.yml, and run"
            + " 'report build'"
        )
      }
      try HeadlessBrowser.found().print(page, to: URL(fileURLWithPath: output).path)
      print("wrote \(output)")
    }
  }
}
