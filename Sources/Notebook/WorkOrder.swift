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

  /// The store that is looked at where the own one has nothing.
  let remote: String?

  /// The named stage at which the chapter stops; `nil` when it is to go to its end.
  let goal: StageGoal?

  /// The folder that takes the results: `findings.json`, when they are computed, and `page/`.
  let output: String

  let threads: Int

  /// Orders what an assessment found due, given the addresses of the findings that it needs.
  ///
  /// - Throws: ``FileError`` when findings are not as they were written.
  init(
    for section: Section,
    _ assessment: Assessment,
    of project: Project,
    upstream: [String: Digest],
    output: String,
    threads: Int,
    goal: StageGoal? = nil
  ) throws {
    let store = project.store
    self.section = section.id
    profile = project.profile
    parameters = assessment.parameters
    dataFolders = assessment.dataFolders
    self.upstream = try upstream.mapValues(store.findings)
    findings = try assessment.record.map { _ in try store.findings(assessment.findingsKey.digest) }
    stages = store.stages
    artifacts = store.artifacts.folder
    stageBase = assessment.stageBase
    remote = store.remote
    self.goal = goal
    self.output = output
    self.threads = threads
  }
}

/// What a chapter's process says while it works, a line of JSON each on standard output.
enum WorkReport: Codable, Sendable {
  case progress(fraction: Double, message: String)
  /// Another process works on a stage.
  case waiting(stage: String)
  /// The other process has done with it.
  case itsTurn
  case failed(message: String)
  case done(WorkMeasures)
  /// The stage was reached at which the chapter was to stop.
  case stopped(WorkMeasures, folder: String?)
}

/// What carrying out an order took, and who else had a part in it.
struct WorkMeasures: Codable, Sendable {
  let computeSeconds: Double
  let presentSeconds: Double

  /// The most memory that the process held, in bytes.
  let peakMemory: Int

  /// The stages that the chapter went through, and what of them other programs computed.
  let stages: [StageUse]
  let origins: [String]
}
