import Foundation
import Notebook

/// Chromium or Chrome, run without a window.
struct HeadlessBrowser {
  /// The program.
  let path: String

  /// Looks for a browser: `$CHROMIUM`, then where systems keep it.
  ///
  /// - Throws: ``Notebook/ProjectError`` when there is none.
  static func found() throws -> HeadlessBrowser {
    let environment = ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    let candidates =
      (environment["CHROMIUM"].map { [$0] } ?? [])
      + names.flatMap { name in folders.map { "\($0)/\(name)" } }
      + ["Chromium", "Google Chrome"].map { "/Applications/\($0).app/Contents/MacOS/\($0)" }
    guard let path = candidates.first(where: FileManager.default.isExecutableFile) else {
      throw ProjectError(
        description: "PDF is printed by Chromium or Chrome, and neither is installed;"
          + " install one, or name it by $CHROMIUM"
      )
    }
    return HeadlessBrowser(path: path)
  }

  /// Prints a page as PDF; the file appears whole or not at all.
  ///
  /// - Throws: ``Notebook/ProjectError`` with what the browser said, when it wrote no PDF.
  func print(_ page: String, to file: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("report-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Files.makeFolder(folder.path)
    let draft = folder.appendingPathComponent("report.pdf")
    let messages = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments =
      [
        "--headless", "--disable-gpu", "--user-data-dir=\(folder.path)/profile",
        "--no-pdf-header-footer", "--generate-pdf-document-outline",
        "--print-to-pdf=\(draft.path)", URL(fileURLWithPath: page).absoluteString,
      ]
      // Chromium's sandbox does not start for the superuser, as in a container.
      + (getuid() == 0 ? ["--no-sandbox"] : [])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = messages
    try process.run()
    let said = String(
      decoding: try messages.fileHandleForReading.readToEnd() ?? Data(),
      as: UTF8.self
    )
    process.waitUntilExit()
    guard process.terminationStatus == 0, let pdf = try? Files.read(draft.path),
      pdf.starts(with: "%PDF".utf8)
    else {
      let reason = said.split(separator: "\n").last.map { ": \($0)" } ?? ""
      throw ProjectError(description: "\(path) printed no PDF\(reason)")
    }
    try Files.write(pdf, to: file)
  }
}
