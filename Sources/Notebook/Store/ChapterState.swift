public import Digests

/// What the last run of a chapter came to.
public struct ChapterState: Codable, Sendable {
  /// The address of the last good findings, if there ever were any.
  public var findingsKey: Digest?

  /// The address of the last good presentation, if there ever was one.
  public var presentationKey: Digest?

  /// What the last good findings were computed from.
  var inputs: [KeyInput] = []

  /// What the last good presentation was drawn from.
  var presentationInputs: [KeyInput] = []

  /// How long the last good run took, in seconds.
  public var seconds: Double?

  /// Why the last run failed; `nil` when it did not.
  public var failure: ChapterFailure?

  /// The address of the findings that it was to make: with other settings it may well succeed.
  var failedKey: Digest?

  init() {}
}

/// Why a chapter has no result.
public struct ChapterFailure: Error, Codable, Sendable, Hashable {
  /// The ways in which a chapter fails.
  public enum Kind: String, Codable, Sendable {
    case threw
    case crashed
    case timedOut
    case upstream
    case stopped
  }

  /// How it failed.
  public let kind: Kind

  /// One sentence: what happened.
  public let message: String

  /// The end of what the chapter wrote to standard error; may be empty.
  public let detail: String
}
