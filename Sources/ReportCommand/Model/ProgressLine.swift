import Foundation

/// A line on standard error that says how far something has come, and how long it will take.
///
/// It is there on a terminal alone; in a file it would be a mess.
struct ProgressLine {
  private let subject: String
  private let start = ContinuousClock().now
  private let isTerminal = isatty(2) == 1

  /// How many steps were done before; they say nothing of the time that one takes.
  private var before: Int?

  /// The line as it stands.
  private var shown = ""

  /// Creates the line of a subject, such as "sampling".
  init(_ subject: String) { self.subject = subject }

  /// Shows that some steps of all are done.
  mutating func show(_ done: Int, of total: Int) {
    guard isTerminal else { return }
    let first = before ?? done
    before = first
    let seconds = (ContinuousClock().now - start) / .seconds(1)
    let line = Self.line(subject, done, of: total, since: first, seconds: seconds)
    if line != shown { print(line) }
    shown = line
  }

  /// Takes the line away.
  func end() {
    guard isTerminal else { return }
    print("")
  }

  /// Returns the line after some seconds, in which what was not done `first` has been.
  static func line(
    _ subject: String,
    _ done: Int,
    of total: Int,
    since first: Int = 0,
    seconds: Double
  ) -> String {
    let width = 24
    let filled = total > 0 ? min(width, done * width / total) : width
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let rest = seconds / Double(max(1, done - first)) * Double(max(0, total - done))
    let left = done > first ? ", \(duration(rest)) left" : ""
    return "\(subject) \(bar) \(done) of \(total)\(left)"
  }

  /// Returns a duration in its two greatest units.
  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60) min \(whole % 60) s"
    default: return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
  }

  private func print(_ text: String) {
    FileHandle.standardError.write(Data("\r\u{1b}[K\(text)".utf8))
  }
}
