import Foundation

/// Where a checkout keeps its results: in its own folder, unless its user names another.
public struct StoreLocation: Codable, Hashable, Sendable {
  /// The absolute path of a folder that several checkouts may share; `nil` for the checkout's own.
  public var path: String?

  /// The absolute path of a store that is read where the first one has nothing, and never written.
  public var remote: String?

  /// Creates a location.
  public init(path: String? = nil, remote: String? = nil) {
    (self.path, self.remote) = (path, remote)
  }

  /// The checkout's own folder: its states, caches and locks, and its results unless told otherwise.
  public static func local(root: String) -> String { "\(root)/.report" }

  private static func file(root: String) -> String { "\(local(root: root))/location.json" }

  /// Reads what the user of a checkout said.
  ///
  /// - Throws: ``ProjectError`` when it cannot be read.
  public init(root: String) throws {
    let file = Self.file(root: root)
    guard FileStamp(of: file) != nil else {
      self.init()
      return
    }
    guard let location = try? StableJSON.decode(Self.self, from: Files.read(file)) else {
      throw ProjectError(
        description: "\(file) does not say where the store is; remove it, or say it again with"
          + " 'report store --path DIR'"
      )
    }
    self = location
  }

  /// Writes down for the checkout where its store is.
  ///
  /// - Throws: ``ProjectError`` when a folder is not there, or ``FileError``.
  public func write(root: String) throws {
    try check()
    let file = Self.file(root: root)
    if self == StoreLocation() {
      try Files.remove(file)
    } else {
      try Files.write(StableJSON.encode(self), to: file)
    }
  }

  /// Looks for the folders.
  ///
  /// - Throws: ``ProjectError`` when one is not there: it may be on a disk that is not mounted, and to
  ///   compute everything anew beside it would help nobody.
  func check() throws(ProjectError) {
    for folder in [path, remote].compactMap(\.self) {
      var isFolder = ObjCBool(false)
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
        isFolder.boolValue
      else {
        throw ProjectError(
          description: "the store '\(folder)' is no folder here; make or mount it, or name another"
            + " with 'report store --path DIR' and '--remote DIR' (empty for none)"
        )
      }
    }
  }
}
