import Synchronization

/// A stage that a result was made of.
struct StageUse: Codable, Hashable, Sendable {
  /// The name that the chapter gives it.
  let name: String

  /// Its address in the store, in hexadecimal.
  let key: String
}

/// The stages that a chapter has been through.
final class StagesSeen: Sendable {
  private let state = Mutex<(uses: [StageUse], origins: [String])>(([], []))

  /// The stages in order.
  var uses: [StageUse] { state.withLock { $0.uses } }

  /// What other programs computed, stage by stage.
  var origins: [String] { state.withLock { $0.origins } }

  func note(_ use: StageUse, _ origin: StageOrigin?) {
    state.withLock { state in
      state.uses.append(use)
      if let origin { state.origins.append("\(use.name): \(origin.by)") }
    }
  }
}

/// Where a chapter is to stop.
struct StageGoal: Codable, Hashable, Sendable {
  /// The named stage.
  let stage: String

  /// Whether it is to stop before the stage, with all that another program needs to compute it.
  let isPrepared: Bool
}

/// Thrown through a chapter that has come to where it was to stop.
struct GoalReached: Error {
  /// The folder of a stage that is left to another program.
  let folder: String?
}
