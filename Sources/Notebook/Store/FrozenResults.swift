import Digests

/// Results of long computations that are kept with the sources: a layer of the store that is only read.
///
///     <chapter's folder>/findings.json, record.json
///
/// They are addressed like any others. A record names what its findings were computed from, so a
/// frozen result that the sources have left behind is not used, and `status` tells why. Weights are not
/// frozen with the findings.
public struct FrozenResults: Sendable {
  /// The folder; it need not be there.
  public let folder: String

  private let records: [String: ResultRecord]
  private let places: [Digest: String]

  /// Where a package keeps them, below its root.
  public static let path = "site/frozen"

  /// Reads the records of a folder.
  ///
  /// - Throws: ``FileError`` when a record cannot be read, and ``ProjectError`` when it is none.
  public init(folder: String) throws {
    self.folder = folder
    var records: [String: ResultRecord] = [:]
    var places: [Digest: String] = [:]
    for name in Files.names(in: folder) {
      let path = "\(folder)/\(name)/record.json"
      guard let bytes = try? Files.readSealed(path),
        let record = try? StableJSON.decode(ResultRecord.self, from: bytes)
      else {
        throw ProjectError(
          description: "\(path) is no record of a frozen result;"
            + " restore it, or remove its folder and run 'report freeze'"
        )
      }
      records[name] = record
      places[ResultKey(record.inputs).digest] = "\(folder)/\(name)"
    }
    self.records = records
    self.places = places
  }

  /// Returns the record of a chapter's frozen result, whether or not the sources still lead to it.
  func record(of section: Section) -> ResultRecord? { records[section.folder] }

  /// Returns the folder of the result at an address, or `nil` when none is frozen.
  func result(_ key: Digest) -> String? { places[key] }
}

extension Project {
  /// Writes the results of chapters to ``FrozenResults/path``, in place of those frozen before.
  ///
  /// - Parameter ids: The chapters; `nil` for all that are fresh.
  /// - Returns: The ids of the frozen chapters, and the bytes that they take.
  /// - Throws: ``ProjectError`` when a chapter of `ids` is not fresh, or ``FileError``.
  public func freeze(_ ids: Set<String>?) throws -> (ids: [String], byteCount: Int) {
    var assessor = try Assessor(project: self)
    let statuses = assessor.statuses()
    try assessor.saveDigests()
    let asked = statuses.filter { ids?.contains($0.section.id) ?? false }
    if let stale = asked.first(where: { $0.standing != .fresh }) {
      throw ProjectError(
        description: "\(stale.section.id) is \(stale.standing.rawValue);"
          + " 'report build \(stale.section.id) --profile \(profile.rawValue)' computes it"
      )
    }
    var frozen: [String] = []
    var byteCount = 0
    for status in statuses {
      guard ids?.contains(status.section.id) ?? true,
        let key = assessor.fresh[status.section.id]?.findings
      else { continue }
      for name in ["findings.json", "record.json"] {
        let bytes = try Files.read("\(store.keptResult(key))/\(name)")
        try Files.write(bytes, to: "\(root)/\(FrozenResults.path)/\(status.section.folder)/\(name)")
        byteCount += bytes.count
      }
      frozen.append(status.section.id)
    }
    return (frozen, byteCount)
  }
}
