import Foundation

/// A file that could not be fetched.
struct DownloadError: Error, CustomStringConvertible {
  let address: String

  /// One sentence: what went wrong, and what to do.
  let message: String

  var description: String { "\(address): \(message)" }
}

/// Fetches from a server with the program curl, which every system has or can have, and which goes on
/// where it stopped.
struct Download {
  let address: String
  let token: String?

  /// Returns what an address holds.
  ///
  /// - Throws: ``DownloadError`` when it cannot be fetched.
  func contents() throws -> Data {
    let output = Pipe()
    let process = try start(arguments: ["--silent"], output: output)
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw error(code: process.terminationStatus) }
    return bytes
  }

  /// Fetches a file, going on behind what is there already.
  ///
  /// - Parameters:
  ///   - path: Where it is written; its folder exists.
  ///   - onProgress: Is told now and then that there is more of it.
  /// - Throws: ``DownloadError`` when it cannot be fetched; what came stays where it is.
  func write(to path: String, onProgress: () -> Void) throws {
    let arguments = ["--silent", "--continue-at", "-", "--output", path]
    var process = try start(arguments: arguments, output: nil)
    wait(for: process, onProgress)
    // 33 and 36: the server does not send parts of files.
    if [33, 36].contains(process.terminationStatus) {
      try? FileManager.default.removeItem(atPath: path)
      process = try start(arguments: arguments, output: nil)
      wait(for: process, onProgress)
    }
    guard process.terminationStatus == 0 else { throw error(code: process.terminationStatus) }
  }

  private func wait(for process: Process, _ onProgress: () -> Void) {
    while process.isRunning {
      usleep(100_000)
      onProgress()
    }
  }

  /// Starts curl.
  ///
  /// The token goes to its standard input, because arguments are seen by all.
  private func start(arguments: [String], output: Pipe?) throws -> Process {
    guard
      token?.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) })
        ?? true
    else { throw DownloadError(address: address, message: "$HF_TOKEN is no token") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // A server that sends nothing for a minute is given up.
    process.arguments =
      ["curl", "--fail", "--location", "--globoff", "--speed-time", "60", "--speed-limit", "1"]
      + ["--config", "-"] + arguments + [address]
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    if let token {
      input.fileHandleForWriting.write(Data("header = \"Authorization: Bearer \(token)\"\n".utf8))
    }
    try? input.fileHandleForWriting.close()
    return process
  }

  private func error(code: Int32) -> DownloadError {
    let message =
      switch code {
      case 6, 7: "the server cannot be reached"
      case 28: "the server is silent; run the command again to go on"
      case 22:
        "the server refuses it; check the name, and for a gated model accept its licence and set "
          + "$HF_TOKEN"
      case 23: "it cannot be written; is the disk full?"
      case 127: "the program curl is missing; install it"
      default: "curl ended with code \(code); run the command again to go on"
      }
    return DownloadError(address: address, message: message)
  }
}
