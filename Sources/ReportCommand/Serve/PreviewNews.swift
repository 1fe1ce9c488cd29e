/// What open pages are told: how many builds there were, and what went wrong in the last one.
actor PreviewNews {
  struct Item: Encodable, Sendable {
    let version: Int
    let errors: String
  }

  private var item = Item(version: 0, errors: "")

  /// How many builds there were.
  var version: Int { item.version }

  /// Tells of a build.
  func publish(_ errors: String) { item = Item(version: item.version + 1, errors: errors) }

  /// Returns the news as soon as there are any since a version, or the old ones after ten seconds.
  nonisolated func next(after version: Int) async throws -> Item {
    for _ in 0..<200 {
      let item = await item
      if item.version != version { return item }
      try await Task.sleep(for: .milliseconds(50))
    }
    return await item
  }
}
