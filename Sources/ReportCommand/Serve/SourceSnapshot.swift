import Foundation
import Notebook

/// The files that authors write, as they stand at one moment.
///
/// What the build writes is not among them, so a build is no change.
struct SourceSnapshot: Equatable {
  private var stamps: [String: FileStamp] = [:]

  /// Looks at the files of a package.
  init(root: String) {
    for folder in ["Package.swift", "Sources", "chapters", "site", "templates"] {
      look(at: folder, in: root)
    }
  }

  private mutating func look(at path: String, in root: String) {
    if let stamp = FileStamp(of: "\(root)/\(path)") {
      stamps[path] = stamp
      return
    }
    for name in Files.names(in: "\(root)/\(path)") where !Self.isOfAnEditor(name) {
      look(at: "\(path)/\(name)", in: root)
    }
  }

  /// Editors leave files of their own beside what they edit.
  private static func isOfAnEditor(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("#") || name.hasSuffix("~")
  }

  /// Tells whether anything that is compiled differs from an earlier moment.
  func hasOtherSources(than earlier: SourceSnapshot) -> Bool {
    func sources(_ snapshot: SourceSnapshot) -> [String: FileStamp] {
      snapshot.stamps.filter { Files.isSource($0.key) }
    }
    return sources(self) != sources(earlier)
  }
}
