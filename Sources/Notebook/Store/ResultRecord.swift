public import Digests

/// What is known of kept findings besides themselves.
public struct ResultRecord: Codable, Sendable {
  /// The digest of the findings: what draws and what is downstream depends on this alone.
  public let findings: Digest

  /// The artifacts that the findings name.
  let artifacts: [Artifact]

  /// What the findings were computed from.
  public let inputs: [KeyInput]

  /// How much computing the build was allowed.
  public let profile: Profile

  /// The values of the chapter's parameters as texts; files by name, without their folder.
  public let parameters: [String: String]

  /// How long computing took, in seconds.
  public let seconds: Double

  /// The most memory that the chapter's process held, in bytes.
  public let peakMemory: Int

  /// The stages that the chapter went through.
  let stages: [StageUse]

  /// What was not computed by this program, and by what, such as
  /// "B1.2.1, training: PyTorch 2.15.0 in 2 processes"; that of chapters upstream is named too.
  public let origins: [String]
}
