import Foundation
import Notebook

/// The git repository that a package lies in, as far as publishing needs it.
struct GitRepository {
  /// The package's folder.
  let root: String

  /// Tells whether git takes a name for a branch.
  static func isBranchName(_ name: String) -> Bool {
    (try? run(["check-ref-format", "--branch", name])) != nil
  }

  /// Returns when a file or folder was last changed by a commit, as `2026-01-31T12:00:00Z`; `nil` where
  /// no commit has it, or there is no repository.
  func lastChange(of path: String) -> String? {
    let seconds = try? Self.run(["-C", root, "log", "-1", "--format=%ct", "--", path])
    return seconds.flatMap(TimeInterval.init).map {
      Date(timeIntervalSince1970: $0).formatted(.iso8601)
    }
  }

  /// Makes a folder the one commit of a branch elsewhere, whatever was there before.
  ///
  /// The commit is made in a repository of its own, so that nothing of it stays in this one; the same
  /// files make the same commit.
  ///
  /// - Parameters:
  ///   - folder: What is committed, files whose names begin with a dot among it.
  ///   - branch: The branch.
  ///   - remote: A remote of this repository, or the path or address of another.
  ///   - message: What the commit says.
  /// - Returns: The commit's id.
  /// - Throws: ``Notebook/ProjectError`` with what git says.
  func push(
    _ folder: String,
    to branch: String,
    of remote: String,
    message: String
  ) throws -> String {
    let known = try? Self.run(["-C", root, "remote", "get-url", "--push", remote])
    let looksLikePlace = remote.contains("/") || remote.contains(":")
    guard let address = known ?? (looksLikePlace ? remote : nil) else {
      throw ProjectError(
        description: "not published: this repository has no remote '\(remote)';"
          + " name one with --remote"
      )
    }
    let place = "\(folder).git"
    try? FileManager.default.removeItem(atPath: place)
    defer { try? FileManager.default.removeItem(atPath: place) }
    _ = try Self.run(["init", "--quiet", "--bare", place])
    let here = ["--git-dir", place, "--work-tree", folder]
    _ = try Self.run(
      here + ["-c", "core.autocrlf=false", "add", "--all", "--force", "."],
      in: folder
    )
    let tree = try Self.run(here + ["write-tree"])
    let date = lastChange(of: ".") ?? "1970-01-01T00:00:00Z"
    let commit = try Self.run(
      here + ["commit-tree", tree, "-m", message],
      environment: [
        "GIT_AUTHOR_NAME": "report", "GIT_AUTHOR_EMAIL": "report@localhost",
        "GIT_COMMITTER_NAME": "report", "GIT_COMMITTER_EMAIL": "report@localhost",
        "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date,
      ]
    )
    // Run in the package, where a path that was given begins.
    let push = ["push", "--quiet", "--force", address, "\(commit):refs/heads/\(branch)"]
    _ = try Self.run(here + push, in: FileManager.default.currentDirectoryPath)
    return commit
  }

  /// Runs git and returns the first line of what it prints.
  private static func run(
    _ arguments: [String],
    in folder: String? = nil,
    environment: [String: String] = [:]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let words = String(decoding: complaint, as: UTF8.self).split(separator: "\n").last ?? ""
      throw ProjectError(description: "not published: git says '\(words)'")
    }
    return String(decoding: said, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
  }
}
