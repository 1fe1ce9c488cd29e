import Digests
import Foundation
public import Notebook

/// A website that is assembled from the fragments of chapters.
///
/// Assembly is a function of texts, templates, theme and fragments; it runs no chapter. A page is set
/// again when something that it shows has changed, and written when its bytes have.
public struct Site {
  /// What an assembly came to.
  public struct Summary: Sendable {
    /// How many pages the site has, and how many files were written.
    public let pageCount: Int
    public let writtenCount: Int

    /// What could not be set, in reading order.
    public let errors: [SiteError]
  }

  let root: String
  let store: Store
  let configuration: SiteConfiguration
  let profile: Profile
  let showsTimes: Bool

  /// Creates a site of the package at a root.
  ///
  /// - Parameters:
  ///   - root: The folder with `site`, `templates` and `chapters`.
  ///   - store: The computed results.
  ///   - configuration: What `site/site.yml` says.
  ///   - profile: The profile that the results belong to.
  ///   - showsTimes: Whether the page on computation states times. They differ from run to run, so
  ///     a site that shows them is not the same bytes twice.
  public init(
    root: String,
    store: Store,
    configuration: SiteConfiguration,
    profile: Profile,
    showsTimes: Bool
  ) {
    self.root = root
    self.store = store
    self.configuration = configuration
    self.profile = profile
    self.showsTimes = showsTimes
  }

  /// Sets all pages and writes the site.
  ///
  /// A page whose text cannot be set carries a card that says why; the others are set.
  ///
  /// - Parameters:
  ///   - results: What each chapter's page is set from, in reading order.
  ///   - folder: Where the site goes.
  /// - Returns: What was written, and what could not be set.
  /// - Throws: ``SiteError`` for a template or a file of the site itself, or ``FileError``.
  public func assemble(_ results: [ChapterResult], to folder: String) throws -> Summary {
    let templates = try Templates(root: root)
    var output = try Output(folder: folder, cache: store.cache)
    let theme = try Theme(root: root)
    try theme.put(into: &output)

    var errors: [SiteError] = []
    let texts = results.map { result in
      Result(catching: { try readText(of: result.section) })
    }
    for case .failure(let error) in texts { errors += asSiteErrors(error) }
    let references = References(pages: texts.compactMap { try? $0.get() })
    let slices = SourceSlices(root: root, cache: store.cache)

    var pages: [ChapterPage] = []
    for (result, text) in zip(results, texts) {
      let page = try ChapterPage(
        result: result,
        text: text,
        site: self,
        templates: templates,
        references: references,
        slices: slices
      )
      errors += page.errors
      pages.append(page)
    }
    let shell = PageShell(site: self, templates: templates, theme: theme)
    for (index, page) in pages.enumerated() {
      try page.put(
        into: &output,
        shell: shell,
        previous: index > 0 ? pages[index - 1] : nil,
        next: index + 1 < pages.count ? pages[index + 1] : nil
      )
    }
    let contents = ContentsPage(site: self, templates: templates, pages: pages)
    do {
      try contents.put(into: &output, shell: shell, references: references)
    } catch let error as SiteError {
      errors.append(error)
    }
    try ComputationPage(site: self, templates: templates, pages: pages)
      .put(into: &output, shell: shell)
    try SearchIndex(pages: pages).put(into: &output)
    try output.close()
    return Summary(
      pageCount: pages.count + 2,
      writtenCount: output.writtenCount,
      errors: errors
    )
  }

  /// Returns the title of a chapter, or its name in code where `page.md` cannot be read.
  public static func title(of section: Section, root: String) -> String {
    let path = "chapters/\(section.folder)/page.md"
    let text = (try? Files.text("\(root)/\(path)")) ?? ""
    return (try? PageText(text, section: section, path: path).title) ?? section.name
  }

  /// Removes a site that was written, and leaves every file alone that it did not have.
  public static func remove(_ folder: String, store: Store) throws {
    try Output(folder: folder, cache: store.cache).close()
  }

  private func readText(of section: Section) throws -> PageText {
    let path = "chapters/\(section.folder)/page.md"
    return try PageText(Files.text("\(root)/\(path)"), section: section, path: path)
  }

  private func asSiteErrors(_ error: any Error) -> [SiteError] {
    if let error = error as? SiteError { return [error] }
    return [SiteError(code: .badFrontMatter, path: "chapters", line: nil, message: "\(error)")]
  }
}
