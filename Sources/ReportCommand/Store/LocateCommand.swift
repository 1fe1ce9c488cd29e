import ArgumentParser
import Foundation
import Notebook

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
