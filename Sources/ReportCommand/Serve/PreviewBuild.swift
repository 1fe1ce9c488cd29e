import Foundation

/// The builds of a preview, each in a process of its own: after a change of sources it is another program
/// that has to build.
struct PreviewBuild {
  /// The package's folder.
  let root: String

  /// The options of `report build`.
  let options: [String]

  /// How a build went.
  struct Outcome: Sendable {
    /// What went wrong, a paragraph each; empty after a build without failures.
    let errors: String

    /// Whether the program is that of the sources.
    let isCompiled: Bool
  }

  /// Compiles if need be, and builds.
  ///
  /// - Returns: How it went.
  func run(compiling: Bool) async -> Outcome {
    // A build may take minutes, for which no thread of the server is to wait.
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: finished(compiling)) }
    }
  }

  private func finished(_ compiling: Bool) -> Outcome {
    let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let start = ContinuousClock.now
    if compiling {
      // The package manager puts its programs into a folder of that name.
      let configuration = program.deletingLastPathComponent().lastPathComponent
      let compiler = run(
        URL(fileURLWithPath: "/usr/bin/env"),
        ["swift", "build", "-c", configuration, "--product", program.lastPathComponent]
      )
      guard compiler.code == 0 else {
        let errors = compiler.output.split(separator: "\n").filter { $0.contains("error: ") }
        let complaint = errors.isEmpty ? compiler.output : Self.unique(errors)
        return Outcome(errors: told(complaint, since: start), isCompiled: false)
      }
    }
    let build = run(program, ["build", "--json"] + options)
    let events = build.output.split(separator: "\n").compactMap { line in
      try? JSONDecoder().decode(Event.self, from: Data(line.utf8))
    }
    let failures = events.filter { ["failed", "refused"].contains($0.event) }.map(\.text)
    let wasRefused = build.code != 0 && failures.isEmpty
    let errors = wasRefused ? build.errors : failures.joined(separator: "\n\n")
    return Outcome(errors: told(errors, since: start), isCompiled: true)
  }

  /// What is read of an event of `--json`.
  private struct Event: Decodable {
    let event: String
    let id: String?
    let message: String?
    let detail: String?

    var text: String { [id, message, detail].compactMap { $0 }.joined(separator: "\n") }
  }

  /// Says on the terminal how a build went.
  private func told(_ errors: String, since start: ContinuousClock.Instant) -> String {
    let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    let words = errors.isEmpty ? "built" : "failed"
    FileHandle.standardError.write(
      Data("\(words) after \(milliseconds) ms\n\(errors.isEmpty ? "" : errors + "\n")".utf8)
    )
    return errors
  }

  private func run(
    _ program: URL,
    _ arguments: [String]
  ) -> (code: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: root)
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    do { try process.run() } catch { return (1, "", "\(program.path) cannot be run: \(error)") }
    // Both are read at once, so that neither fills up while the other is waited for.
    nonisolated(unsafe) var complaint = Data()
    let reading = DispatchQueue(label: "errors")
    reading.async { complaint = errors.fileHandleForReading.readDataToEndOfFile() }
    let said = output.fileHandleForReading.readDataToEndOfFile()
    reading.sync {}
    process.waitUntilExit()
    return (
      process.terminationStatus,
      String(decoding: said, as: UTF8.self),
      String(decoding: complaint, as: UTF8.self)
    )
  }

  /// The lines in order, each once: the compiler names an error for every file that meets it.
  private static func unique(_ lines: [Substring]) -> String {
    var seen: Set<Substring> = []
    return lines.filter { seen.insert($0).inserted }.joined(separator: "\n")
  }
}
