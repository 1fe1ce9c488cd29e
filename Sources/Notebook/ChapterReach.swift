import Digests

/// The files that have a part in what chapters compute and present, by the chapter's folder.
///
/// They are remembered for as long as the sources mean the same.
struct ChapterReach {
  private var computing: [String: [String]] = [:]
  private var presenting: [String: [String]] = [:]

  /// The libraries that draw and set; a change there computes nothing again.
  private static let drawing: Set<String> = ["Sources/Plotting", "Sources/Notebook"]

  /// The files of these libraries that have a part in computing all the same: they name random
  /// streams, read parameters, and write findings.
  private static let notebook = [
    "Artifact", "ChapterContext", "ChapterContext+Digits", "Parameter", "StableJSON",
  ].map { "Sources/Notebook/\($0).swift" }

  /// Finds what the chapters reach.
  ///
  /// - Throws: ``FileError`` when the cache cannot be written.
  init(_ sources: SourceIndex, cache: String) throws {
    let header = "reach 1 \(sources.digest.hex)"
    if read(cache, header: header) { return }
    let reach = SourceReach(sources.names())
    for folder in sources.chapters {
      let own = sources.sources(of: folder)
      computing[folder] = reach.files(
        from: own + Self.notebook,
        isPresenting: sources.presentsWhileComputing(folder),
        among: sources.closure(of: folder, excluding: Self.drawing).flatMap(sources.sources)
      )
      presenting[folder] = reach.files(
        from: own,
        isPresenting: true,
        among: sources.closure(of: folder).flatMap(sources.sources)
      )
    }
    let lines = [("computing", computing), ("presenting", presenting)].flatMap { group, files in
      files.sorted { $0.key < $1.key }
        .map { "\n" + ([group, $0.key] + $0.value).joined(separator: "\t") }
    }
    try Files.writeSealed(Array((header + lines.joined()).utf8), to: cache)
  }

  /// Returns the files that compute a chapter's findings, sorted.
  func computing(in folder: String) -> [String] { computing[folder] ?? [] }

  /// Returns the files that draw and set a chapter's page, sorted.
  func presenting(in folder: String) -> [String] { presenting[folder] ?? [] }

  private mutating func read(_ cache: String, header: String) -> Bool {
    let lines = Files.sealedText(cache)?.split(separator: "\n") ?? []
    guard lines.first.map(String.init) == header else { return false }
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t").map(String.init)
      let files = Array(fields.dropFirst(2))
      if fields[0] == "computing" {
        computing[fields[1]] = files
      } else {
        presenting[fields[1]] = files
      }
    }
    return true
  }
}

extension SourceIndex {
  /// Tells whether the computing part of a chapter calls functions that present.
  func presentsWhileComputing(_ folder: String) -> Bool {
    sources(of: folder).contains { entries[$0]?.callsPresenting ?? false }
  }
}
