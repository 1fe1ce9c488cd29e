import Digests

/// What a chapter's process is told to do.
struct WorkOrder: Codable, Sendable {
  let section: String
  let profile: Profile
  let parameters: [String: Parameter.Value]
  let dataFolders: [DataRequirement: String]

  /// The files that hold the findings of upstream chapters, by id.
  let upstream: [String: String]

  /// The file of findings that are kept already; `nil` when they are to be computed.
  let findings: String?

  /// The folder of named stages, that of what they keep, and the digest that their keys start from.
  let stages: String
  let artifacts: String
  let stageBase: Digest

  /// The folder that takes the results: `findings.json`, when they are computed, and `page/`.
  let output: String

  let threads: Int
}

/// What a chapter's process says while it works, a line of JSON each on standard output.
enum WorkReport: Codable, Sendable {
  case progress(fraction: Double, message: String)
  case failed(message: String)
  case done(computeSeconds: Double, presentSeconds: Double, peakMemory: Int)
}
