import Foundation
import Notebook
import Synchronization

/// Something that tells a person or a program what happens during a build.
protocol EventPrinter: Sendable {
  /// Takes an event, from any thread.
  func take(_ event: BuildEvent)

  /// Called once, after the last event.
  func end()
}

/// Prints each event as a line of JSON on standard output.
final class JSONPrinter: EventPrinter {
  /// Held while a line is written: events come from several threads.
  private let lock = Mutex(())

  private struct Line: Encodable {
    var event: String
    var variant: String?
    var id: String?
    var running: [String]?
    var kept: [String]?
    var computes: Bool?
    var fraction: Double?
    var message: String?
    var detail: String?
    var kind: String?
    var seconds: Double?
    var secondsExpected: Double?
    var missingData: [String]?
    var peakMemory: Int?
    var pages: Int?
    var written: Int?
    var folder: String?
  }

  func take(_ event: BuildEvent) {
    guard let bytes = try? StableJSON.encode(line(for: event)) else { return }
    lock.withLock { _ in FileHandle.standardOutput.write(Data(bytes + [10])) }
  }

  func end() {}

  private func line(for event: BuildEvent) -> Line {
    switch event {
    case .waiting: Line(event: "waiting")
    case .planned(let variant, let running, let kept, let seconds, let missing):
      Line(
        event: "planned",
        variant: variant,
        running: running,
        kept: kept,
        secondsExpected: seconds,
        missingData: missing
      )
    case .started(let id, let computes, let seconds):
      Line(event: "started", id: id, computes: computes, secondsExpected: seconds)
    case .progress(let id, let fraction, let message):
      Line(event: "progress", id: id, fraction: fraction, message: message)
    case .finished(let id, let seconds, let peakMemory):
      Line(event: "finished", id: id, seconds: seconds, peakMemory: peakMemory)
    case .failed(let id, let failure):
      Line(
        event: "failed",
        id: id,
        message: failure.message,
        detail: failure.detail,
        kind: failure.kind.rawValue
      )
    case .refused(let message): Line(event: "refused", message: message)
    case .assembled(let written, let pages, let folder):
      Line(event: "assembled", pages: pages, written: written, folder: folder)
    }
  }
}

/// Prints plain lines, and on a terminal a line that moves.
///
/// Everything goes to standard error, but for the last line, which says where the site is.
final class TextPrinter: EventPrinter {
  private struct Chapter {
    let start: ContinuousClock.Instant
    let secondsExpected: Double?

    /// Where it was when it first said: a training that goes on begins in its middle.
    var first: (fraction: Double, time: ContinuousClock.Instant)?
    var fraction: Double?
    var message = ""
  }

  private struct State {
    var total = 0
    var done = 0
    var running: [String: Chapter] = [:]
    var failures: [(id: String, failure: ChapterFailure)] = []
    var refusals: [String] = []
    var result = ""
    var hasMovingLine = false
  }

  private let state = Mutex(State())
  private let clock = ContinuousClock()
  private let start = ContinuousClock().now
  private let isTerminal = isatty(2) == 1

  func take(_ event: BuildEvent) {
    state.withLock { state in
      switch event {
      case .waiting: print("waiting for another build in this folder to end", &state)
      case .planned(let variant, let running, let kept, let seconds, let missing):
        state.total = state.done + running.count
        guard !running.isEmpty else { return }
        let expected = seconds.map { ", about \(Self.duration($0))" } ?? ""
        let head = variant.map { "\($0): " } ?? ""
        print("\(head)\(running.count) to run\(expected), \(kept.count) kept", &state)
        for name in missing {
          print(missingDataMessage(name), &state)
        }
      case .started(let id, let computes, let seconds):
        state.running[id] = Chapter(start: clock.now, secondsExpected: seconds)
        if !isTerminal { print("\(id)  \(computes ? "computing" : "drawing")", &state) }
      case .progress(let id, let fraction, let message):
        if state.running[id]?.first == nil { state.running[id]?.first = (fraction, clock.now) }
        state.running[id]?.fraction = fraction
        state.running[id]?.message = message
      case .finished(let id, let seconds, let peakMemory):
        state.running[id] = nil
        state.done += 1
        let memory = "\(peakMemory / 1_000_000) MB"
        print("[\(state.done)/\(state.total)] \(id)  \(Self.duration(seconds)), \(memory)", &state)
      case .failed(let id, let failure):
        state.running[id] = nil
        state.done += 1
        state.failures.append((id, failure))
        print("[\(state.done)/\(state.total)] \(id)  failed", &state)
      case .refused(let message): state.refusals.append(message)
      case .assembled(let written, let pages, let folder):
        let seconds = (clock.now - start) / .seconds(1)
        state.result =
          "\(folder)/index.html: \(pages) pages, \(written) files written,"
          + " \(Self.duration(seconds))"
      }
      if isTerminal { move(&state) }
    }
  }

  func end() {
    state.withLock { state in
      for (id, failure) in state.failures {
        print("failed: \(id): \(failure.message)", &state)
        if !failure.detail.isEmpty {
          print("  " + failure.detail.replacing("\n", with: "\n  "), &state)
        }
      }
      for message in state.refusals { print("error: \(message)", &state) }
      clear(&state)
      if !state.result.isEmpty { Swift.print(state.result) }
    }
  }

  /// Prints a line on standard error.
  func say(_ line: String) { state.withLock { print(line, &$0) } }

  private func print(_ line: String, _ state: inout State) {
    clear(&state)
    FileHandle.standardError.write(Data("\(line)\n".utf8))
  }

  private func clear(_ state: inout State) {
    guard state.hasMovingLine else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    state.hasMovingLine = false
  }

  /// Draws the line that says what runs, how far it is, and how long it may still take.
  private func move(_ state: inout State) {
    guard !state.running.isEmpty else { return }
    let chapters = state.running.sorted { $0.key < $1.key }.map { id, chapter in
      let left =
        secondsLeft(of: chapter)
        ?? chapter.secondsExpected.map { max(0, $0 - (clock.now - chapter.start) / .seconds(1)) }
      let percent = chapter.fraction.map { " \(Int($0 * 100)) %" } ?? ""
      let message = chapter.message.isEmpty ? "" : " \(chapter.message)"
      return id + percent + message + (left.map { ", \(Self.duration($0)) left" } ?? "")
    }
    let line = "[\(state.done)/\(state.total)] \(chapters.joined(separator: " · "))"
    FileHandle.standardError.write(Data("\r\u{1B}[K\(line.prefix(110))".utf8))
    state.hasMovingLine = true
  }

  /// How long a chapter takes at the pace since it first said how far it is.
  private func secondsLeft(of chapter: Chapter) -> Double? {
    guard let first = chapter.first, let fraction = chapter.fraction,
      fraction - first.fraction > 0.01
    else { return nil }
    let passed = (clock.now - first.time) / .seconds(1)
    return passed * (1 - fraction) / (fraction - first.fraction)
  }

  private static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "\(Int((seconds * 1000).rounded())) ms"
    case ..<100: "\(fixed(seconds, digits: 1)) s"
    default: "\(Int(seconds / 60)) min \(Int(seconds) % 60) s"
    }
  }
}
