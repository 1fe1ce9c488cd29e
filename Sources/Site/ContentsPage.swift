import Digests
import Notebook

/// The opening page: what the report is, and all chapters.
struct ContentsPage {
  let site: Site
  let templates: Templates
  let pages: [ChapterPage]

  private static let path = "site/index.md"

  func put(
    into output: inout Output,
    shell: PageShell,
    references: References
  ) throws {
    let text = try Files.text("\(site.root)/\(Self.path)")
    var builder = DigestBuilder()
    builder.add(shell.digest.hex)
    builder.add(text)
    for (letter, title) in site.configuration.parts.sorted(by: { $0.key < $1.key }) {
      builder.add(letter + title)
    }
    for page in pages { builder.add(page.key.hex) }
    try output.put("index.html", key: builder.finish()) {
      try page(of: text, shell: shell, references: references)
    }
  }

  private func page(of text: String, shell: PageShell, references: References) throws -> [UInt8] {
    let front = try FrontMatter(
      text,
      path: Self.path,
      required: ["title", "description"],
      optional: ["opening"]
    )
    let opening = try front.fields["opening"].map { try pictures(of: $0, line: 1) } ?? []
    var setter = InlineSetter(
      path: Self.path,
      firstLine: front.firstLine,
      references: references,
      math: MathML(cache: site.store.cache),
      id: nil
    )
    let introduction = try setter.html(of: front.body, at: nil)
    if let error = setter.errors.first { throw error }
    let body = try templates.render(
      "contents",
      [
        "introduction": introduction,
        "opening": opening.isEmpty
          ? false as Any
          : [
            "alt": opening[0].alternative,
            "panels": opening.map { ["src": $0.src, "width": $0.width, "height": $0.height] },
          ] as [String: Any],
        "parts": parts,
      ]
    )
    return try shell.page(
      kind: "contents",
      title: front.fields["title"] ?? "",
      description: front.fields["description"] ?? "",
      body: body
    )
  }

  private var parts: [[String: Any]] {
    let letters = pages.map(\.section.part).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return letters.map { part in
      [
        "title": site.configuration.parts[part] ?? "Part \(part)",
        "chapters": pages.filter { $0.section.part == part }.map(chapter),
      ]
    }
  }

  private func chapter(_ page: ChapterPage) -> [String: Any] {
    let picture = self.picture(of: page)
    return [
      "href": page.href, "id": page.section.id, "title": page.title,
      "goal": HTML.escape(page.goal),
      "image": picture.map { $0.src as Any } ?? false,
      "imageAlt": picture?.alternative ?? "",
      "status": status(of: page),
    ]
  }

  private func status(of page: ChapterPage) -> String {
    if page.result.failure != nil || !page.errors.isEmpty { return "failed" }
    if page.result.presentation == nil { return "missing" }
    return page.result.isFresh ? "fresh" : "stale"
  }

  private struct Picture {
    let src: String
    let alternative: String
    let width: Int
    let height: Int
  }

  /// The picture that stands for a chapter: the middle one of its first row of pictures.
  private func picture(of page: ChapterPage) -> Picture? {
    for figure in page.presentation?.figures ?? [] {
      guard case .grid(let rows, _) = figure.form, let row = rows.first, !row.isEmpty else {
        continue
      }
      return picture(row[row.count / 2], of: figure, on: page)
    }
    return nil
  }

  private func picture(
    _ picture: FigureFragment.Picture,
    of figure: FigureFragment,
    on page: ChapterPage
  ) -> Picture {
    Picture(
      src: "\(page.figures)/\(picture.file.publicName)",
      alternative: figure.alternative,
      width: picture.width,
      height: picture.height
    )
  }

  /// The first row of a figure from noise to clean, for the band under the title.
  private func pictures(of reference: String, line: Int) throws -> [Picture] {
    let parts = reference.split(separator: "#", maxSplits: 1).map(String.init)
    guard parts.count == 2, let page = pages.first(where: { $0.section.id == parts[0] }) else {
      throw SiteError(
        code: .brokenReference,
        path: Self.path,
        line: line,
        message: "'opening' names a figure as 'A1.1#noise-levels', not '\(reference)'"
      )
    }
    guard let presentation = page.presentation else { return [] }
    guard let figure = presentation.figures.first(where: { $0.name == parts[1] }),
      case .grid(let rows, _) = figure.form, let row = rows.first
    else {
      throw SiteError(
        code: .brokenReference,
        path: Self.path,
        line: line,
        message: "\(parts[0]) has no row of pictures named '\(parts[1])'"
          + SiteError.hint(parts[1], among: presentation.figures.map(\.name))
      )
    }
    return row.reversed().map { picture($0, of: figure, on: page) }
  }
}
