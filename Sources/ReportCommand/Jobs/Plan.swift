import Foundation
import Notebook

/// The jobs of a build for an engine that runs graphs of jobs, and the program that carries them out.
struct Plan: Encodable {
  /// The program's path.
  let program: String

  /// The folder in which it runs.
  let folder: String

  /// The options that every job has.
  let options: [String]

  /// How many threads each job uses.
  let threads: Int

  /// The seconds after which a job is ended.
  let timeout: Double

  /// The jobs, each after what it needs.
  let jobs: [PlannedJob]

  /// What sets the site after the last of them.
  let site: SiteJob

  /// The setting of the site; what was set with other settings lies in the same place, so it runs always.
  struct SiteJob: Encodable {
    let inputs: [String]
    let arguments: [String]
  }

  /// The command of a job; an engine may have other ideas of how many threads it uses.
  func command(of job: PlannedJob, threads: String) -> String {
    shell([program, "run"] + job.arguments + options, tail: ["--threads", threads])
  }

  /// The command that sets the site.
  func siteCommand(threads: String) -> String {
    shell([program, "build"] + site.arguments + options, tail: ["--threads", threads])
  }

  private func shell(_ words: [String], tail: [String]) -> String {
    (["cd", Self.quoted(folder), "&&"] + words.map(Self.quoted) + tail).joined(separator: " ")
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=,+".contains($0))
    }
    return plain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}
