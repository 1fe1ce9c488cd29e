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

  /// Makes a folder the one commit of a branch elsewhere, in place of the one that was there before.
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
  /// - Throws: ``Notebook/ProjectError`` with what git says, or when the branch has other commits.
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
    // A path that was given begins where the command was called.
    let here = FileManager.default.currentDirectoryPath
    let place = "\(folder).git"
    try? FileManager.default.removeItem(atPath: place)
    defer { try? FileManager.default.removeItem(atPath: place) }
    _ = try Self.run(["init", "--quiet", "--bare", place])
    let own = ["--git-dir", place, "--work-tree", folder]
    let reference = "refs/heads/\(branch)"
    if try !Self.run(["ls-remote", address, reference], in: here).isEmpty {
      // With the one before it, which a commit of ours does not have.
      let fetch = ["fetch", "--quiet", "--depth", "2", "--filter=tree:0", address, reference]
      _ = try Self.run(own + fetch, in: here)
      let tip = try Self.run(own + ["log", "-1", "--format=%ae%P", "FETCH_HEAD"])
      guard tip == Self.author else {
        throw ProjectError(
          description:
            "not published: the branch '\(branch)' of \(remote) holds commits that are not"
            + " this command's, and would lose them; name another branch, or remove that one first"
        )
      }
    }
    _ = try Self.run(
      own + ["-c", "core.autocrlf=false", "add", "--all", "--force", "."],
      in: folder
    )
    let tree = try Self.run(own + ["write-tree"])
    let date = lastChange(of: ".") ?? "1970-01-01T00:00:00Z"
    let commit = try Self.run(
      own + ["commit-tree", tree, "-m", message],
      environment: [
        "GIT_AUTHOR_NAME": "report", "GIT_AUTHOR_EMAIL": Self.author,
        "GIT_COMMITTER_NAME": "report", "GIT_COMMITTER_EMAIL": Self.author,
        "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date,
      ]
    )
    let push = ["push", "--quiet", "--force", address, "\(commit):\(reference)"]
    _ = try Self.run(own + push, in: here)
    return commit
  }

  private static let author = "report@localhost"

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
