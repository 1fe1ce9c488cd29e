import Digests
import Foundation
import Synchronization

/// A server on loopback that speaks as a hub does: it lists the files of one model, and sends them, from
/// the middle on if asked to.
final class LoopbackHub: Sendable {
  /// What the server does wrong.
  struct Faults: Sendable {
    /// The first time a file is asked for, it stops after so many bytes.
    var cutOff: Int?

    /// It always sends whole files.
    var sendsNoParts = false

    /// It announces other digests than its files have.
    var wrongDigests = false

    /// It asks for this token.
    var token: String?
  }

  private struct State {
    var requests: [String] = []
    var hasCutOff = false
  }

  let endpoint: String

  /// The address of the folder that its files are in.
  var files: String { endpoint + Self.folder }

  private static let folder = "/owner/model/resolve/main"
  private let socket: Int32
  private let contents: [String: Data]
  private let faults: Faults
  private let state = Mutex(State())

  /// The lines that came, with what part of a file was asked for.
  var requests: [String] { state.withLock { $0.requests } }

  /// Starts a server of files, which ends with the process.
  init(files: [String: Data], faults: Faults = Faults()) throws {
    contents = files
    self.faults = faults
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 && listen(socket, 8) == 0
          && getsockname(socket, address, &length) == 0
      }
    }
    guard isListening else { throw CocoaError(.fileReadUnknown) }
    self.socket = socket
    endpoint = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(self.socket, nil, nil)
        guard connection >= 0 else { return }
        answer(connection)
        close(connection)
      }
    }
  }

  private func answer(_ connection: Int32) {
    var request = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !request.contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      request += String(decoding: buffer.prefix(count), as: UTF8.self)
    }
    let lines = request.components(separatedBy: "\r\n")
    let path = String(lines[0].split(separator: " ")[1].split(separator: "?")[0])
    let range = lines.first { $0.lowercased().hasPrefix("range: ") } ?? ""
    state.withLock { $0.requests.append("\(path) \(range)") }
    if let token = faults.token, !lines.contains("Authorization: Bearer \(token)") {
      return send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", Data(), connection)
    }
    if path == "/api/models/owner/model/revision/main" {
      return reply(with: list, connection)
    }
    let prefix = "\(Self.folder)/"
    guard path.hasPrefix(prefix), let file = contents[String(path.dropFirst(prefix.count))] else {
      return send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", Data(), connection)
    }
    let first = range.split(separator: "=").last.flatMap { Int($0.dropLast()) } ?? 0
    reply(with: file, from: faults.sendsNoParts ? 0 : first, connection)
  }

  private func reply(with file: Data, from first: Int = 0, _ connection: Int32) {
    let part = file.dropFirst(first)
    let status =
      first == 0
      ? "200 OK"
      : "206 Partial Content\r\nContent-Range: bytes \(first)-\(file.count - 1)/\(file.count)"
    let head = "HTTP/1.1 \(status)\r\nContent-Length: \(part.count)\r\nConnection: close\r\n\r\n"
    let limit = state.withLock { state -> Int? in
      guard let cutOff = faults.cutOff, !state.hasCutOff, part.count > cutOff else { return nil }
      state.hasCutOff = true
      return cutOff
    }
    send(head, Data(part.prefix(limit ?? part.count)), connection)
  }

  private func send(_ head: String, _ body: Data, _ connection: Int32) {
    let bytes = Array(head.utf8) + body
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  private var list: Data {
    let siblings = contents.sorted { $0.key < $1.key }.map { path, file in
      let digest = faults.wrongDigests ? Digest.of("other") : Digest.of(file)
      let large = path.hasSuffix(".safetensors") ? #", "lfs": {"sha256": "\#(digest.hex)"}"# : ""
      return #"{"rfilename": "\#(path)", "size": \#(file.count)\#(large)}"#
    }
    return Data(#"{"siblings": [\#(siblings.joined(separator: ", "))]}"#.utf8)
  }
}
