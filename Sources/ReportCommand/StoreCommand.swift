import ArgumentParser
import Foundation
import Notebook

/// `report store`: where results are kept, and whether they are whole.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Tell or say where results are kept.",
    subcommands: [LocateCommand.self, VerifyCommand.self, CollectCommand.self],
    defaultSubcommand: LocateCommand.self
  )
}

/// `report store [--path DIR] [--remote DIR]`: where results are kept.
struct LocateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "locate",
    abstract: "Tell or say where results are kept.",
    discussion: """
      Several checkouts and machines may share a store: nothing in it is ever changed, and all that is \
      written is renamed into place whole. What a remote store has is copied from there where the own one \
      lacks it; it is never written. What is said here holds for this checkout until something else is \
      said.
      """
  )

  @Option(
    help: ArgumentHelp(
      "Keep results in this folder; empty for the checkout's own.",
      valueName: "dir"
    )
  )
  var path: String?

  @Option(
    help: ArgumentHelp(
      "Take from this store what the own one lacks; empty for none.",
      valueName: "dir"
    )
  )
  var remote: String?

  func run() throws {
    let root = try ProjectOptions.findRoot()
    var location = try StoreLocation(root: root)
    if path != nil || remote != nil {
      if let path { location.path = Self.absolute(path) }
      if let remote { location.remote = Self.absolute(remote) }
      if location.path == StoreLocation.local(root: root) { location.path = nil }
      try location.write(root: root)
    }
    print("store\t\(location.path ?? StoreLocation.local(root: root))")
    print("remote\t\(location.remote ?? "none")")
  }

  private static func absolute(_ path: String) -> String? {
    path.isEmpty ? nil : URL(fileURLWithPath: path).path
  }
}

/// `report store verify`: reads every entry.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read every entry of the store, and tell which are not as they were written.",
    discussion:
      "Changes nothing: a build that meets a damaged entry makes it anew. Exits with 1 for any."
  )

  func run() throws {
    let (project, _) = try ProjectOptions.parse([]).project()
    let found = project.store.verify()
    for fault in found.faults { print(fault) }
    print(
      "\(found.results) results, \(found.pages) drawings, \(found.stages) stages and"
        + " \(found.artifacts) files of weights are whole, \(found.unfinished) stages unfinished;"
        + " \(found.faults.count) faults"
    )
    if !found.faults.isEmpty { throw ExitCode(1) }
  }
}

/// `report store gc`: removes what nobody uses.
struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract: "Remove what this checkout does not show and nobody has used for some days.",
    discussion: "What is removed by mistake is computed again."
  )

  @Option(help: "The days without use.")
  var days = 30.0

  func validate() throws {
    guard days >= 1 else {
      throw ValidationError("--days must be at least 1, not \(days): jobs may be running")
    }
  }

  func run() throws {
    let (project, _) = try ProjectOptions.parse([]).project()
    let removed = try project.store.collectGarbage(unusedFor: days * 86_400)
    print(
      "removed \(removed.results) results and drawings, \(removed.stages) stages and"
        + " \(removed.artifacts) files of weights"
    )
  }
}
