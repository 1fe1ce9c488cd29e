import Foundation

/// A folder for a result that is being made, beside the place that it will have.
///
/// A lock says that its maker lives: what a killed one left is known by a lock that is free.
final class WorkFolder: Sendable {
  /// The folder, empty at first.
  let path: String

  private let lock: FileLock

  private static let lockSuffix = ".lock"

  /// Makes an empty folder with a name of its own.
  init(in parent: String) throws(FileError) {
    path = "\(parent)/\(UUID().uuidString)"
    lock = try FileLock(path + Self.lockSuffix)
    try Files.makeFolder(path)
  }

  /// Removes the folder with all that is in it.
  func remove() throws(FileError) {
    try Files.remove(path)
    lock.removeFile()
  }

  /// Removes the folders whose makers are gone, when they are some seconds old.
  static func removeLeftovers(in parent: String, olderThan seconds: Double) {
    let names = Files.names(in: parent)
    for name in Set(names.map { $0.replacing(lockSuffix, with: "") }) {
      // A lock is older than its folder and outlives it.
      let age = FileStamp(of: "\(parent)/\(name)\(lockSuffix)")?.age
      guard age.map({ $0 >= seconds }) ?? true,
        let lock = try? FileLock(ifFree: "\(parent)/\(name)\(lockSuffix)")
      else { continue }
      // A chapter's process may outlive its build for a moment, and write: then the next build removes it.
      try? Files.remove("\(parent)/\(name)")
      lock.removeFile()
    }
  }
}
