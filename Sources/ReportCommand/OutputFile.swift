import ArgumentParser
import Foundation

/// A file that a command writes its result to.
enum OutputFile {
  /// Refuses to write a file where none can be written, before anything is computed.
  ///
  /// - Throws: `ValidationError` when its folder is missing or cannot be written to, or it is a folder.
  static func check(_ path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    func isFolder(_ path: String) -> Bool {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && isFolder.boolValue
    }
    guard isFolder(folder), FileManager.default.isWritableFile(atPath: folder) else {
      throw ValidationError("--output: nothing can be written to the folder '\(folder)'")
    }
    guard !path.isEmpty, !isFolder(path) else {
      throw ValidationError("--output: '\(path)' is a folder; name a file")
    }
  }
}
