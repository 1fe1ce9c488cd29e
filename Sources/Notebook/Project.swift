/// A report to be built: its chapters, its folders, and what the author asked for.
public struct Project: Sendable {
  /// The package's root: the folder with `Sources`, `chapters`, `site` and `templates`.
  public let root: String

  /// The chapters in reading order.
  public let chapters: [AnyChapter]

  /// How much computing the build may do.
  public let profile: Profile

  /// The values that the author gave to parameters.
  public internal(set) var settings: Settings

  /// The folders in which data sets are looked for, first to last.
  public let dataFolders: [String]

  /// The program and its arguments that run ``ChapterWorker``.
  public let workerCommand: [String]

  /// Whether the running program was compiled from the sources below ``root``.
  public let checksProgram: Bool

  /// The computed results.
  public internal(set) var store: Store

  /// Creates a project.
  ///
  /// - Throws: ``ProjectError`` when chapters share an id, name an unknown one, or need each other, and
  ///   what ``FrozenResults`` and ``StoreLocation`` throw.
  public init(
    root: String,
    chapters: [AnyChapter],
    profile: Profile,
    settings: Settings,
    dataFolders: [String],
    workerCommand: [String],
    checksProgram: Bool = true
  ) throws {
    self.root = root
    self.chapters = chapters
    self.profile = profile
    self.settings = settings
    self.dataFolders = dataFolders
    self.workerCommand = workerCommand
    self.checksProgram = checksProgram
    // Nothing quick is frozen.
    let location = try StoreLocation(root: root)
    try location.check()
    let local = StoreLocation.local(root: root)
    store = Store(
      folder: location.path ?? local,
      local: local,
      remote: location.remote,
      frozen: profile == .paper ? try FrozenResults(folder: "\(root)/\(FrozenResults.path)") : nil
    )
    try checkUpstreams()
  }

  /// Returns the chapters of some ids and those that they need, each after what it needs.
  public func chapters(needed ids: Set<String>) -> [AnyChapter] {
    var ordered: [AnyChapter] = []
    func add(_ chapter: AnyChapter) {
      guard !ordered.contains(where: { $0.section == chapter.section }) else { return }
      for other in chapters where chapter.upstream.contains(other.section.id) { add(other) }
      ordered.append(chapter)
    }
    for chapter in chapters where ids.contains(chapter.section.id) { add(chapter) }
    return ordered
  }

  /// Returns where a data set was found, or `nil`.
  ///
  /// A set counts as found when any of its files is there: a set of which a part is missing is an
  /// error that its reader reports, and nothing to pass over in silence.
  func folder(of requirement: DataRequirement) -> String? {
    dataFolders.first(where: requirement.isFound)
  }

  /// Returns the names of the data sets that some chapters read and that were not found.
  public func missingData(of ids: Set<String>) -> [String] {
    Set(chapters.filter { ids.contains($0.section.id) }.flatMap(\.data))
      .filter { folder(of: $0) == nil }.map(\.rawValue).sorted()
  }

  private func checkUpstreams() throws(ProjectError) {
    let ids = chapters.map(\.section.id)
    if let twice = ids.first(where: { id in ids.count(where: { $0 == id }) > 1 }) {
      throw ProjectError(description: "two chapters have the id '\(twice)'; give one another id")
    }
    for chapter in chapters {
      if let unknown = chapter.upstream.first(where: { !ids.contains($0) }) {
        throw ProjectError(
          description: "\(chapter.section.id) needs the findings of '\(unknown)',"
            + " and no chapter has that id"
        )
      }
    }
    let upstream = Dictionary(uniqueKeysWithValues: chapters.map { ($0.section.id, $0.upstream) })
    var finished: Set<String> = []
    func visit(_ id: String, path: [String]) throws(ProjectError) {
      if let start = path.firstIndex(of: id) {
        throw ProjectError(
          description: "chapters need each other's findings in a circle: "
            + (path[start...] + [id]).joined(separator: " → ")
        )
      }
      guard !finished.contains(id) else { return }
      for next in upstream[id] ?? [] { try visit(next, path: path + [id]) }
      finished.insert(id)
    }
    for id in ids { try visit(id, path: []) }
  }
}

/// Chapters that do not make a report.
public struct ProjectError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence: which chapters, and what is wrong.
  public let description: String

  /// Creates an error from its sentence.
  public init(description: String) { self.description = description }
}
