import ArgumentParser
import Foundation
import Notebook
import Site

/// The folder that a site is written to.
enum OutputFolder {
  /// Refuses a folder whose files a site would overwrite.
  ///
  /// - Throws: `ValidationError` for the package itself, a folder above it or one of its sources, and
  ///   for a folder with an opening page that no report wrote.
  static func check(_ folder: String, of project: Project) throws {
    let root = project.root
    let sources = [
      "Sources", "Tests", "chapters", "templates", "site", ".report", ".git", ".build",
    ]
    let isAbove = folder == "/" || "\(root)/".hasPrefix("\(folder)/")
    let isSource = sources.contains { "\(folder)/".hasPrefix("\(root)/\($0)/") }
    guard !isAbove && !isSource else {
      throw ValidationError("--output: '\(folder)' holds sources; name a folder for the site alone")
    }
    guard let page = try? Files.text("\(folder)/index.html"),
      try !Site.isKnown(folder, store: project.store)
    else { return }
    guard page.contains("<meta name=\"generator\" content=\"report\">") else {
      throw ValidationError(
        "--output: '\(folder)/index.html' is no page of a report and would be lost;"
          + " name another folder"
      )
    }
  }
}
