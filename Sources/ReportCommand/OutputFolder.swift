import ArgumentParser
import Foundation
import Notebook
import Site

/// The folder that a site is written to.
enum OutputFolder {
  /// Refuses a folder whose files a site would overwrite.
  ///
  /// - Throws: `ValidationError` for the package itself, a folder above it or one of its sources, and
  ///   for a folder with anything in it that no report wrote.
  static func check(
    _ folder: String,
    option: String = "--output",
    of project: Project
  ) throws {
    func resolved(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
    let (root, place) = (resolved(project.root), resolved(folder))
    let sources = [
      "Sources", "Tests", "Benchmarks", "chapters", "interop", "models", "templates", "site",
      ".report", ".git", ".build", ".ci",
    ]
    let isAbove = place == "/" || "\(root)/".hasPrefix("\(place)/")
    let isSource = sources.contains { "\(place)/".hasPrefix("\(root)/\($0)/") }
    guard !isAbove && !isSource else {
      throw ValidationError(
        "\(option): '\(folder)' holds sources; name a folder for the site alone"
      )
    }
    guard holdsFiles(folder) else { return }
    if let page = try? Files.text("\(folder)/index.html") {
      guard page.contains("<meta name=\"generator\" content=\"report\">") else {
        throw ValidationError(
          "\(option): '\(folder)/index.html' is no page of a report and would be lost;"
            + " name another folder"
        )
      }
      return
    }
    // A build that was killed may have left all but the opening page.
    guard try Site.isKnown(folder, store: project.store) else {
      throw ValidationError(
        "\(option): '\(folder)' is not empty and holds no report; name a folder for the site alone"
      )
    }
  }
  /// Tells whether there is any file in a folder or below.
  private static func holdsFiles(_ folder: String) -> Bool {
    let entries = FileManager.default.enumerator(
      at: URL(fileURLWithPath: folder),
      includingPropertiesForKeys: [.isDirectoryKey]
    )
    return entries?.contains { ($0 as? URL)?.hasDirectoryPath == false } ?? false
  }
}
