import ArgumentParser
import Arrays
import Foundation
import Notebook
import TextToImage

/// The options of all commands that use a model.
struct ModelOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The model's folder, in the layout of diffusers.", valueName: "dir"))
  var model: String

  @Option(help: "How many threads compute; the result is the same with any number.")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads)")
    }
  }

  /// Returns the model's folder, and sets the number of threads.
  func directory() throws -> ModelDirectory {
    if let threads { ThreadCount.current = threads }
    return try ModelDirectory(path: model)
  }
}

/// Refuses to write a file where none can be written, before anything is computed.
func checkOutput(_ path: String) throws {
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
    FileManager.default.isWritableFile(atPath: folder)
  else { throw ValidationError("--output: nothing can be written to the folder '\(folder)'") }
  guard !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue
  else { throw ValidationError("--output: '\(path)' is a folder") }
}
