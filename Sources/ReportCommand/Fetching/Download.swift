import Foundation
import Notebook

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
    let (process, output) = try start(from: 0)
    let bytes = output.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw error(code: process.terminationStatus) }
    return bytes
  }

  /// Fetches a file, going on behind what is there already.
  ///
  /// - Parameters:
  ///   - path: Where it is written; its folder exists.
  ///   - onProgress: Is told now and then how many bytes are there.
  /// - Throws: ``DownloadError`` when it cannot be fetched; what came stays where it is.
  func write(to path: String, onProgress: (_ size: Int) -> Void) throws {
    var code = try append(to: path, onProgress)
    // 33 and 36: the server does not send parts of files.
    if [33, 36].contains(code) {
      try Files.remove(path)
      code = try append(to: path, onProgress)
    }
    guard code == 0 else { throw error(code: code) }
  }

  /// Fetches what is missing of a file, and returns the code that curl ended with.
  ///
  /// curl hands over what it fetches instead of writing it, so that it ends when this process does.
  private func append(to path: String, _ onProgress: (_ size: Int) -> Void) throws -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw error(code: 23) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var size = Int(try file.seekToEnd())
    let (process, output) = try start(from: size)
    while let part = try output.read(upToCount: 1 << 16), !part.isEmpty {
      do {
        try file.write(contentsOf: part)
      } catch {
        process.terminate()
        throw self.error(code: 23)
      }
      size += part.count
      onProgress(size)
    }
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Starts curl behind some bytes of a file.
  ///
  /// The token goes to its standard input, because arguments are seen by all.
  private func start(from offset: Int) throws -> (Process, output: FileHandle) {
    guard
      token?.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) })
        ?? true
    else { throw DownloadError(address: address, message: "$HF_TOKEN is no token") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // A server that sends nothing for a minute is given up.
    process.arguments =
      ["curl", "--fail", "--location", "--globoff", "--silent", "--speed-time", "60"]
      + ["--speed-limit", "1", "--continue-at", "\(offset)", "--config", "-", address]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    if let token {
      input.fileHandleForWriting.write(Data("header = \"Authorization: Bearer \(token)\"\n".utf8))
    }
    try? input.fileHandleForWriting.close()
    return (process, output.fileHandleForReading)
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
