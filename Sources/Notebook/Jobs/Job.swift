import Digests

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

/// What a checkout keeps of a job, under the settings that it runs with.
struct JobFiles {
  private let path: String

  /// Held by whoever runs the chapter or a part of it.
  let lock: String

  init(of job: Job, in project: Project) throws {
    let id = job.section.id
    let needed = project.chapters(needed: [id])
    let values = try project.settings.values(for: project.chapters, root: project.root)
    // What an engine has seen done with other settings, or for another store, is not done: the name
    // tells them apart.
    let settings = try StableJSON.encode(
      Conditions(
        store: project.store.folder,
        values: values.filter { entry in needed.contains { $0.section.id == entry.key } },
        data: needed.flatMap(\.data).filter { project.folder(of: $0) != nil }.map(\.rawValue)
      )
    )
    let stage = job.stage.map { "." + $0.replacing(/[^A-Za-z0-9]+/, with: "-") } ?? ""
    let jobs = "\(project.store.local)/jobs"
    let kind = project.store.kind(of: project.profile)
    path = "\(jobs)/\(id)\(stage).\(kind).\(Digest.of(settings).short)"
    lock = "\(jobs)/\(id).\(kind).lock"
  }

  /// Says that the job has ended well.
  var receipt: String { "\(path).json" }

  /// Says what the job took.
  var measure: String { "\(path).measure" }

  /// Forgets that jobs have ended well, under whatever settings: what they left behind may be gone, and one
  /// that runs again with nothing to do ends at once.
  ///
  /// - Parameters:
  ///   - section: The chapter whose jobs are meant; `nil` for all.
  ///   - store: The store of the checkout.
  /// - Throws: ``FileError`` when a receipt cannot be removed.
  static func removeReceipts(of section: Section? = nil, in store: Store) throws {
    let jobs = "\(store.local)/jobs"
    for name in Files.names(in: jobs) where name.hasSuffix(".json") {
      if let id = section?.id {
        // A1 is not A1.2, whose names go on with a number.
        guard name.hasPrefix("\(id)."), name.dropFirst(id.count + 1).first?.isNumber == false
        else { continue }
      }
      try Files.remove("\(jobs)/\(name)")
    }
  }

  private struct Conditions: Encodable {
    let store: String
    let values: [String: [String: Parameter.Value]]
    let data: [String]
  }
}
