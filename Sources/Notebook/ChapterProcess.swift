import Foundation
import Synchronization

/// A chapter at work in a process of its own.
struct ChapterProcess {
  /// The program and its arguments; it runs ``ChapterWorker``.
  let command: [String]

  /// The seconds after which the process is ended; those in which it waits for another do not count.
  let timeout: Double

  /// What paths in messages are made relative to.
  let root: String

  /// What a process that did its work tells.
  enum Outcome: Sendable {
    /// The chapter is computed and drawn.
    case whole(WorkMeasures)
    /// It stopped at the stage that it was to stop at; with the folder of one left to another program.
    case stopped(WorkMeasures, folder: String?)
  }

  /// Carries out an order and waits for its end.
  ///
  /// Blocks the calling thread.
  func run(
    _ order: WorkOrder,
    progress: @escaping @Sendable (Double, String) -> Void
  ) -> Result<Outcome, ChapterFailure> {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    // Crash reports of a hundred lines hide the one that matters.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SWIFT_BACKTRACE": "enable=no"],
      uniquingKeysWith: { $1 }
    )
    let input = Pipe()
    let output = Pipe()
    let errors = Pipe()
    (process.standardInput, process.standardOutput, process.standardError) = (input, output, errors)
    do {
      let line = try Data(StableJSON.encode(order) + [10])
      try process.run()
      inheritPriority(process.processIdentifier)
      // A process that has ended already cannot be told anything; its exit says why.
      try? input.fileHandleForWriting.write(contentsOf: line)
    } catch {
      return .failure(
        ChapterFailure(
          kind: .crashed,
          message: "the chapter's process could not be started: \(error)",
          detail: ""
        )
      )
    }

    let pid = process.processIdentifier
    let watchdog = Watchdog(after: timeout) {
      // The process leads a group of its own: whatever it started ends with it.
      kill(-pid, SIGKILL)
      kill(pid, SIGKILL)
    }
    let errorText = TextCollector(errors.fileHandleForReading)
    var outcome: WorkReport?
    forEachLine(of: output.fileHandleForReading) { line in
      switch try? StableJSON.decode(WorkReport.self, from: line) {
      case .progress(let fraction, let message)?: progress(fraction, message)
      case .waiting(let stage)?:
        watchdog.halt()
        progress(0, "waiting for whoever computes '\(stage)'")
      case .itsTurn?: watchdog.run()
      case let report?: outcome = report
      case nil: break  // Something that a library prints; it is no report.
      }
    }
    process.waitUntilExit()
    watchdog.halt()
    try? input.fileHandleForWriting.close()

    let detail = errorText.end().replacing("\(root)/", with: "")
    func failure(
      _ kind: ChapterFailure.Kind,
      _ message: String
    ) -> Result<Outcome, ChapterFailure> {
      .failure(
        ChapterFailure(
          kind: kind,
          message: message.replacing("\(root)/", with: ""),
          detail: detail
        )
      )
    }
    let isEnded = process.terminationReason == .exit && process.terminationStatus == 0
    switch outcome {
    case .done(let measures)? where isEnded: return .success(.whole(measures))
    case .stopped(let measures, let folder)? where isEnded:
      return .success(.stopped(measures, folder: folder))
    case .failed(let message)?: return failure(.threw, message)
    default:
      if watchdog.hasActed {
        return failure(
          .timedOut,
          "it was ended after \(timeout) s; raise 'timeout' in site/site.yml or --timeout"
            + " if it needs longer"
        )
      }
      let status = process.terminationStatus
      return process.terminationReason == .uncaughtSignal
        ? failure(
          .crashed,
          "it crashed with signal \(status) (\(String(cString: strsignal(status))))"
        )
        : failure(.crashed, "its process ended early with exit code \(status)")
    }
  }
}

/// Calls `body` with each line that comes through a pipe, until the pipe ends.
private func forEachLine(of handle: FileHandle, _ body: ([UInt8]) -> Void) {
  var pending: [UInt8] = []
  while case let data = handle.availableData, !data.isEmpty {
    pending += data
    while let end = pending.firstIndex(of: 10) {
      body(Array(pending[..<end]))
      pending.removeSubrange(...end)
    }
  }
  if !pending.isEmpty { body(pending) }
}

/// Reads a pipe on a thread of its own, and keeps the end of what came before any stack of addresses.
private final class TextCollector: Sendable {
  private static let limit = 12
  private let lines = Mutex<[String]>([])
  private let ended = DispatchSemaphore(value: 0)

  init(_ handle: FileHandle) {
    Thread.detachNewThread { [self] in
      // Addresses are others in every run, and there are many: they would crowd the reason out.
      var isStack = false
      forEachLine(of: handle) { line in
        let text = String(decoding: line, as: UTF8.self)
        isStack = isStack || text.hasPrefix("Current stack trace")
        guard !isStack, !text.isEmpty else { return }
        lines.withLock { $0 = ($0 + [String(text.prefix(400))]).suffix(Self.limit) }
      }
      ended.signal()
    }
  }

  /// Waits for the pipe's end and returns the last lines that came through it.
  func end() -> String {
    ended.wait()
    return lines.withLock { $0.joined(separator: "\n") }
  }
}

/// Gives a process the priority of this one: Foundation starts them at the usual one, but what `nice`
/// started should stay nice.
private func inheritPriority(_ pid: pid_t) {
  #if canImport(Glibc)
    let kind = __priority_which_t(PRIO_PROCESS.rawValue)
  #else
    let kind = PRIO_PROCESS
  #endif
  setpriority(kind, id_t(pid), getpriority(kind, 0))
}
