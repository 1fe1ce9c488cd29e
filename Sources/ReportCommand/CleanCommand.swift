import ArgumentParser
import Foundation
import Notebook
import Site

/// `report clean`: removes what can be made again.
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Remove the built site, caches, and results that no chapter needs any more.",
    discussion: "Results that a chapter shows now stay, unless --all is given."
  )

  @Option(
    help: ArgumentHelp("The site to remove; by default the package's _site.", valueName: "dir")
  )
  var output: String?

  @Flag(help: "Remove all computed results too.")
  var all = false

  func run() throws {
    let (project, _) = try ProjectOptions.parse([]).project()
    let lock = try BuildLock(store: project.store) {
      FileHandle.standardError.write(Data("waiting for a build in this folder to end\n".utf8))
    }
    defer { withExtendedLifetime(lock) {} }
    let folder = output.map { URL(fileURLWithPath: $0).path } ?? "\(project.root)/_site"
    try Site.remove(folder, store: project.store)
    let removed = try project.store.clean(all: all)
    print("removed the site in \(output ?? "_site"), and \(removed.results) results")
    if removed.stagesAtWork > 0 {
      print("left \(removed.stagesAtWork) unfinished stages: somebody goes on with them")
    }
    if project.store.folder != project.store.local {
      print(
        "results in \(project.store.folder) may be others' too: 'report store gc' removes those"
      )
    }
  }
}
