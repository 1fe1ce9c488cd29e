import Digests

/// How a chapter stands to its sources, parameters, data and upstream results.
public struct ChapterStatus: Sendable {
  /// The possible standings.
  public enum Standing: String, Codable, Sendable {
    case fresh
    case stale
    case missing
    case failed
  }

  /// The chapter's place.
  public let section: Section

  /// Its standing.
  public let standing: Standing

  /// What changed, or why it failed; empty when nothing did.
  public let reasons: [String]

  /// How long the last good run took, in seconds.
  public let seconds: Double?
}

/// What the keys of a chapter say: what is kept, and what has to run.
struct Assessment {
  let findingsKey: ResultKey
  let parameters: [String: Parameter.Value]
  let dataFolders: [DataRequirement: String]
  let record: ResultRecord?

  /// Artifacts that kept findings name and that are gone: the findings count as gone too.
  let goneArtifacts: [Artifact]
  let presentationKey: ResultKey?

  /// What the keys of the chapter's stages begin with.
  let stageBase: Digest

  /// The kept presentation; `nil` when something has to run.
  let presentation: Digest?
}
