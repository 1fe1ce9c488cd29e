/// What a site needs to know to stand on a host.
public struct Publication: Sendable {
  /// Where the site will stand, with a slash at its end.
  let address: String

  /// When each chapter was last changed, by its id, as `2026-01-31T12:00:00Z`.
  let changes: [String: String]

  /// When the report was last changed.
  let lastChange: String

  /// Creates a publication.
  ///
  /// - Parameters:
  ///   - address: Where the site will stand, with a slash at its end.
  ///   - changes: When each chapter was last changed, by its id, as `2026-01-31T12:00:00Z`.
  ///   - lastChange: When the report was last changed; that of chapters which are not named.
  public init(address: String, changes: [String: String], lastChange: String) {
    self.address = address
    self.changes = changes
    self.lastChange = lastChange
  }

  /// Returns the whole address of a file of the site.
  func address(of path: String) -> String {
    path == "index.html" ? address : address + path
  }
}
