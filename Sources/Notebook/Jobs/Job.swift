/// A part of a build that runs by itself: a chapter, or a chapter up to the end of a named stage.
public struct Job: Hashable, Sendable {
  /// The chapter.
  public let section: Section

  /// The named stage at whose end the job ends; `nil` for the whole chapter.
  public let stage: String?

  /// Creates a job.
  public init(_ section: Section, stage: String? = nil) {
    (self.section, self.stage) = (section, stage)
  }
}

/// What a job came to; it is written down when the job has ended well.
public struct JobReceipt: Codable, Sendable {
  /// The addresses of the chapter's findings and of its presentation; of a stage those of the last run.
  public let findings: String?, presentation: String?
}

/// What a job took when it last had something to compute.
struct JobMeasure: Codable, Sendable {
  let seconds: Double

  /// The most memory that its process held, in bytes.
  let peakMemory: Int
}

extension Store {
  /// Returns the file that says that a job has ended well.
  public func receipt(of job: Job, profile: Profile) -> String { path(of: job, profile, "json") }

  func measure(of job: Job, profile: Profile) -> JobMeasure? {
    read(path(of: job, profile, "measure"))
  }

  func setMeasure(_ measure: JobMeasure, of job: Job, profile: Profile) throws {
    try Files.writeSealed(StableJSON.encode(measure), to: path(of: job, profile, "measure"))
  }

  func lockFile(of job: Job, profile: Profile) -> String {
    path(of: Job(job.section), profile, "lock")
  }

  private func path(of job: Job, _ profile: Profile, _ suffix: String) -> String {
    let stage = job.stage.map { "." + $0.replacing(/[^A-Za-z0-9]+/, with: "-") } ?? ""
    return "\(local)/jobs/\(job.section.id)\(stage).\(profile.rawValue)\(variant).\(suffix)"
  }
}
