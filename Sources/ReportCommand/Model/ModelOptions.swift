import ArgumentParser
import Arrays
import Foundation
import TextToImage

/// The options of all commands that use a model.
struct ModelOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The model's folder, in the layout of diffusers.", valueName: "dir"))
  var model: String

  @Option(
    help: "How many threads compute, by default one a processor; the result is the same with any."
  )
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

  /// Says on standard error that a prompt is longer than a model reads.
  static func warnOfOmission(_ prompt: String, _ count: Int) {
    let line =
      "the last \(count) tokens of the prompt '\(prompt.prefix(40))…' have no room and are left out\n"
    FileHandle.standardError.write(Data(line.utf8))
  }
}
