import Arrays
import Foundation
public import Notebook

/// A website that is assembled from the fragments of chapters.
///
/// Assembly is a function of texts, templates, theme and fragments; it runs no chapter. A page is set
/// again when something that it shows has changed, and written when its bytes have.
public struct Site: Sendable {
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
  let generator: String
  let publication: Publication?

  /// Creates a site of the package at a root.
  ///
  /// - Parameters:
  ///   - root: The folder with `site`, `templates` and `chapters`.
  ///   - store: The computed results.
  ///   - configuration: What `site/site.yml` says.
  ///   - profile: The profile that the results belong to.
  ///   - showsTimes: Whether the page on computation states times. They differ from run to run, so
  ///     a site that shows them is not the same bytes twice.
  ///   - generator: Names the program that sets the pages: another one may set them in another way.
  ///   - publication: What a host needs besides the pages; `nil` for a site that stays here.
  public init(
    root: String,
    store: Store,
    configuration: SiteConfiguration,
    profile: Profile,
    showsTimes: Bool,
    generator: String,
    publication: Publication? = nil
  ) {
    self.root = root
    self.store = store
    self.configuration = configuration
    self.profile = profile
    self.showsTimes = showsTimes
    self.generator = generator
    self.publication = publication
  }

  /// Sets all pages and writes the site.
  ///
  /// A page whose text cannot be set carries a card that says why; the others are set.
  ///
  /// - Parameters:
  ///   - results: What each chapter's page is set from, in reading order.
  ///   - sweeps: Chapters that were computed for several values of a parameter; a page each.
  ///   - folder: Where the site goes.
  /// - Returns: What was written, and what could not be set.
  /// - Throws: ``SiteError`` for a template or a file of the site itself, or ``FileError``.
  public func assemble(
    _ results: [ChapterResult],
    sweeps: [Sweep] = [],
    to folder: String
  ) throws -> Summary {
    let templates = try Templates(root: root)
    var output = try Output(folder: folder, cache: store.cache)
    let theme = try Theme(root: root)
    theme.put(into: &output)

    let texts = try parallelMap(results.count) { index in
      Result(catching: { try readText(of: results[index].section) })
    }
    let references = References(
      pages: texts.compactMap { try? $0.get() },
      unreadable: zip(results, texts).compactMap { result, text in
        (try? text.get()) == nil ? result.section : nil
      }
    )
    let slices = SourceSlices(root: root)
    let pages = try parallelMap(results.count) { index in
      try ChapterPage(
        result: results[index],
        text: texts[index],
        site: self,
        templates: templates,
        references: references,
        slices: slices
      )
    }
    var errors = pages.flatMap(\.errors)
    let figures = FiguresPage(templates: templates, pages: pages)
    let plain = try TextPage.all(root: root)
    let varied = sweeps.compactMap { sweep in
      pages.first { $0.section == sweep.variation.section }.map { chapter in
        SweepPage(sweep, site: self, templates: templates, chapter: chapter)
      }
    }
    let besides =
      [("index.html", "Contents"), (FiguresPage.href, "Figures")]
      + plain.map { ($0.href, $0.title) } + varied.map { ($0.href, $0.title) }
      + [("computation.html", "Computation")]
      + (configuration.hasOnePage ? [(OnePage.href, "One page")] : [])
    let shell = PageShell(site: self, templates: templates, theme: theme, besides: besides)
    for (index, page) in pages.enumerated() {
      page.put(
        into: &output,
        shell: shell,
        previous: index > 0 ? pages[index - 1] : nil,
        next: index + 1 < pages.count ? pages[index + 1] : nil
      )
    }
    let contents = ContentsPage(site: self, templates: templates, pages: pages)
    let openingErrors = try contents.put(into: &output, shell: shell, references: references)
    errors += openingErrors
    ComputationPage(site: self, templates: templates, pages: pages)
      .put(into: &output, shell: shell)
    figures.put(into: &output, shell: shell)
    for page in varied { page.put(into: &output, shell: shell) }
    for text in plain {
      errors += try text.put(
        into: &output,
        shell: shell,
        references: references,
        pages: figures.digest,
        math: MathML(cache: store.cache)
      )
    }
    if configuration.hasOnePage && openingErrors.isEmpty {
      try OnePage(site: self, templates: templates, contents: contents)
        .put(into: &output, shell: shell, references: references)
    }
    SearchIndex(
      pages: pages,
      texts: plain,
      references: references,
      math: MathML(cache: store.cache)
    )
    .put(into: &output)
    if let publication {
      try PublishedFiles(publication: publication, contents: contents, shell: shell)
        .put(into: &output)
    }
    return Summary(
      pageCount: pages.count + besides.count,
      writtenCount: try output.close(),
      errors: errors
    )
  }

  /// Returns the title of a chapter, or its name in code where `page.md` cannot be read.
  public static func title(of section: Section, root: String) -> String {
    let path = "chapters/\(section.folder)/page.md"
    let text = (try? Files.text("\(root)/\(path)")) ?? ""
    return (try? PageText(text, section: section, path: path).title) ?? section.name
  }

  /// Tells whether a site was written to a folder before.
  public static func isKnown(_ folder: String, store: Store) throws -> Bool {
    try Output(folder: folder, cache: store.cache).isKnown
  }

  /// Removes a site that was written, and leaves every file alone that it did not have.
  public static func remove(_ folder: String, store: Store) throws {
    var output = try Output(folder: folder, cache: store.cache)
    _ = try output.close()
  }

  private func readText(of section: Section) throws -> PageText {
    let path = "chapters/\(section.folder)/page.md"
    let text = try Files.text("\(root)/\(path)")
    return try PageText(text, section: section, path: path)
  }
}
