public import ArgumentParser
import Foundation
public import Notebook

/// The option by which commands know where data sets are.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "Look for data sets here before $REPORT_DATA and the cache folder.",
      valueName: "dir"
    )
  )
  var folder: String?

  /// The folders in which data sets are looked for, first to last.
  var folders: [String] {
    [folder, ProcessInfo.processInfo.environment["REPORT_DATA"], Self.cache]
      .compactMap { $0.flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0).path } }
  }

  /// The folder for data in the user's folder of caches.
  static var cache: String? {
    FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
      .map { "\($0.path)/report" }
  }

  /// Refuses a folder without data: a name that is spelt wrongly must not pass for "not found".
  func validate() throws {
    guard let folder, !DataRequirement.isAnyFound(in: folder) else { return }
    let names = DataRequirement.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    throw ValidationError("--data: '\(folder)' has no folder \(names) with the files of the set")
  }
}

extension DataRequirement: ExpressibleByArgument {}

extension DataRequirement {
  /// Returns the folder of the set in the first data folder that has any of its files.
  func found(in folders: [String]) -> String? {
    folders.first(where: isFound).map { "\($0)/\(rawValue)" }
  }
}
