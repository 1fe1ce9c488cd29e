import Digests
import Foundation
import Notebook

/// The page of a chapter: its text set with its fragment, or a card that says why it is not.
struct ChapterPage: Sendable {
  let result: ChapterResult
  let title: String
  let goal: String

  /// The page's address in the site.
  let href: String
  let presentation: Presentation?
  let errors: [SiteError]

  /// The picture that the text has chosen to stand for the chapter.
  let choice: Emblem.Choice?

  private let site: Site
  private let entry: CachedSetting.Entry?
  /// What is said above a page that is not as it should be.
  let card: String?

  /// The digest of all that the page shows besides its neighbours and the theme.
  let key: Digest

  var section: Section { result.section }

  var link: PageShell.Link { PageShell.Link(href: href, id: section.id, title: title) }

  /// Where the files of the figures stand in the site.
  var figures: String { "figures/\(section.id)" }

  /// The address of what programs can read of the page.
  var data: String { "data/\(section.id).json" }

  init(
    result: ChapterResult,
    text: Result<PageText, any Error>,
    site: Site,
    templates: Templates,
    references: References,
    slices: SourceSlices
  ) throws {
    self.result = result
    href = "\(result.section.slug).html"
    self.site = site
    let textErrors = Self.errors(of: text, section: result.section)
    let text = try? text.get()
    title = text?.title ?? result.section.name
    let setting = CachedSetting(site: site, templates: templates)
    goal = text?.goal ?? ""
    presentation = result.presentation.flatMap(site.store.presentation)
    var entry: CachedSetting.Entry?
    if let text, let presentation, let address = result.presentation {
      entry = try setting.entry(
        of: text,
        presentation: presentation,
        address: address,
        references: references,
        slices: slices
      )
    }
    self.entry = entry
    choice = text?.emblem
    var errors = textErrors + (entry?.errors ?? [])
    if let text, let choice, let presentation {
      do throws(SiteError) {
        _ = try choice.picture(in: presentation.figures, path: text.path)
      } catch {
        errors.append(error)
      }
    }
    self.errors = errors
    card = try Self.card(
      for: result,
      errors: errors,
      templates: templates
    )
    var builder = DigestBuilder()
    for part in [
      entry?.key.hex ?? "", result.presentation?.hex ?? "", result.findings?.hex ?? "", title,
      goal, choice.map { "\($0)" } ?? "", card ?? "", site.profile.rawValue,
    ] {
      builder.add(part)
    }
    key = builder.finish()
  }

  /// Writes the page, its figures and its data.
  func put(
    into output: inout Output,
    shell: PageShell,
    previous: ChapterPage?,
    next: ChapterPage?
  ) {
    var builder = DigestBuilder()
    builder.add(shell.digest.hex)
    builder.add(key.hex)
    for neighbour in [previous, next] {
      builder.add(neighbour.map { $0.href + "\n" + $0.title } ?? "")
    }
    builder.add(site.configuration.parts[section.part] ?? "")
    output.put(href, key: builder.finish()) {
      try bytes(in: shell, previous: previous?.link, next: next?.link)
    }
    guard result.presentation != nil else { return }
    for file in entry?.files ?? [] { put(file, into: &output) }
    output.put(data, key: key) { try PageData(of: self).bytes }
  }

  /// Writes a file of the chapter's fragment.
  func put(_ file: FigureFragment.File, into output: inout Output) {
    guard let address = result.presentation else { return }
    output.put("\(figures)/\(file.publicName)", key: file.digest) {
      try site.store.file(file, of: address)
    }
  }

  /// Sets the whole page.
  private func bytes(
    in shell: PageShell,
    previous: PageShell.Link?,
    next: PageShell.Link?
  ) throws -> [UInt8] {
    try shell.page(
      href,
      kind: "chapter",
      title: title,
      description: goal,
      body: body?.html ?? "",
      chapter: masthead(isPage: true),
      card: card,
      previous: previous,
      here: link,
      next: next
    )
  }

  /// The values of the masthead: of a page with its outline, or of one chapter among several.
  func masthead(isPage: Bool) -> TemplateValues {
    let headings = (body?.headings ?? []).map {
      ["anchor": $0.anchor, "title": $0.title] as TemplateValues
    }
    return [
      "id": section.id,
      "part": site.configuration.parts[section.part] ?? "Part \(section.part)",
      "title": HTML.escape(title),
      "goal": HTML.escape(goal),
      "facts": facts.map { ["name": $0.name, "value": HTML.escape($0.value)] as TemplateValues },
      "level": isPage ? 1 : 2,
      "outline": isPage ? ["headings": headings] as TemplateValues : nil,
      "profile": site.profile.rawValue,
    ]
  }

  /// What stands at the head: what the chapter says of itself, and what other programs had a part in.
  private var facts: [(name: String, value: String)] {
    (presentation?.facts ?? []).map { ($0.name, $0.value) }
      + (record?.origins ?? []).map { ("computed elsewhere", $0) }
  }

  /// The page's body, unless its text cannot be set.
  var body: CachedSetting.Entry? { errors.isEmpty ? entry : nil }

  private static func errors(
    of text: Result<PageText, any Error>,
    section: Section
  ) -> [SiteError] {
    switch text {
    case .success: []
    case .failure(let error as SiteError): [error]
    case .failure:
      [
        SiteError(
          code: .badFrontMatter,
          path: "chapters/\(section.folder)/page.md",
          line: nil,
          message: "the file is missing or cannot be read"
        )
      ]
    }
  }

  /// What the findings were computed from.
  var record: ResultRecord? { result.findings.flatMap(site.store.record) }

  private static func card(
    for result: ChapterResult,
    errors: [SiteError],
    templates: Templates
  ) throws -> String? {
    let build = "swift run report build \(result.section.id)"
    func card(
      _ title: String,
      _ message: String,
      _ detail: String,
      _ advice: String
    ) throws
      -> String
    {
      try templates.render(
        "card",
        [
          "title": title, "message": message, "detail": detail, "hasDetail": !detail.isEmpty,
          "advice": advice, "stale": result.presentation != nil && errors.isEmpty,
        ]
      )
    }
    if !errors.isEmpty {
      return try card(
        "The text of this chapter cannot be set",
        errors.map(\.description).joined(separator: "\n"),
        "",
        "Mend page.md and build again; nothing has to be computed for that."
      )
    }
    if let failure = result.failure {
      return try card(
        failure.kind.title,
        failure.message,
        failure.detail,
        "It runs again with the next build: \(build)"
      )
    }
    if result.presentation == nil {
      return try card(
        "This chapter has not been built",
        "There is no result to show yet.",
        "",
        "To compute it: \(build)"
      )
    }
    guard !result.isFresh else { return nil }
    return try card(
      "This chapter is not up to date",
      "Something that it depends on has changed since it was computed.",
      "",
      "To bring it up to date: \(build)"
    )
  }
}

extension ChapterFailure.Kind {
  /// What is said above a chapter that failed in this way.
  var title: String {
    switch self {
    case .threw: "This chapter stopped with an error"
    case .crashed: "This chapter crashed"
    case .timedOut: "This chapter took too long"
    case .upstream: "This chapter lacks what it builds on"
    case .stopped: "This chapter was not started"
    }
  }
}

extension [ChapterPage] {
  /// The digest of all that the pages show.
  var digest: Digest {
    var builder = DigestBuilder()
    for page in self { builder.add(page.key.hex) }
    return builder.finish()
  }
}
