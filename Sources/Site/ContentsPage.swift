import Digests
import Notebook

/// The opening page: what the report is, and all chapters.
struct ContentsPage {
  let site: Site
  let templates: Templates
  let pages: [ChapterPage]

  private static let path = "site/index.md"

  /// Writes the page; returns what could not be set, which the page then says in its place.
  func put(
    into output: inout Output,
    shell: PageShell,
    references: References
  ) throws -> [SiteError] {
    let key = try digest(in: shell)
    // Pictures that stand for chapters need not stand on their pages.
    for emblem in pages.compactMap(\.emblem) { emblem.page.put(emblem.file, into: &output) }
    guard !output.holds("index.html", key: key) else {
      output.keep("index.html")
      return []
    }
    do {
      let bytes = try page(shell: shell, references: references)
      output.put("index.html", key: key) { bytes }
      return []
    } catch let error as SiteError {
      // Under a key that stands for no page, so that the next build looks again.
      output.put("index.html", key: .of("\(error)")) {
        try page(
          title: site.configuration.title,
          description: "",
          introduction: shell.card(saying: error, mending: Self.path),
          band: nil,
          shell
        )
      }
      return [error]
    }
  }

  /// The digest of all that the page shows.
  func digest(in shell: PageShell) throws -> Digest {
    var builder = DigestBuilder()
    builder.add(shell.digest.hex)
    builder.add(try Files.text("\(site.root)/\(Self.path)"))
    for (letter, title) in site.configuration.parts.sorted(by: { $0.key < $1.key }) {
      builder.add(letter + title)
    }
    builder.add(pages.digest.hex)
    return builder.finish()
  }

  /// What the report is called, and the text that it opens with, as HTML.
  struct Opening {
    let title: String
    let description: String
    let introduction: String
    fileprivate let band: String?
  }

  private var front: FrontMatter {
    get throws {
      try FrontMatter(
        try Files.text("\(site.root)/\(Self.path)"),
        path: Self.path,
        required: ["title", "description"],
        optional: ["opening"]
      )
    }
  }

  /// The picture that stands for the report: half of the way from noise, where a figure opens it.
  var emblem: Emblem? {
    let pictures = (try? front.fields["opening"].map(self.pictures)) ?? []
    return pictures.isEmpty ? pages.compactMap(\.emblem).first : pictures[pictures.count / 2]
  }

  /// Sets the opening text.
  ///
  /// - Throws: ``SiteError`` with what cannot be set.
  func opening(_ references: References) throws -> Opening {
    let front = try self.front
    var setter = InlineSetter(
      path: Self.path,
      firstLine: front.firstLine,
      references: references,
      math: MathML(cache: site.store.cache),
      id: nil
    )
    let introduction = try setter.html(of: filled(front), at: nil)
    if let error = setter.errors.first { throw error }
    return Opening(
      title: front.fields["title"] ?? "",
      description: front.fields["description"] ?? "",
      introduction: introduction,
      band: front.fields["opening"]
    )
  }

  /// Puts values of chapters in the places where the text names them: `{{B2.6.accuracy5}}`.
  private func filled(_ front: FrontMatter) throws -> String {
    var errors: [SiteError] = []
    let text = ValueText.fill(front.body) { name, line in
      let dot = name.lastIndex(of: ".") ?? name.startIndex
      let page = pages.first { $0.section.id == name[..<dot] }
      let values = page?.presentation?.values ?? []
      if let value = values.first(where: { $0.name == name[dot...].dropFirst() }) {
        return value.text
      }
      // A chapter that has no results yet is no fault of the text.
      if let page, page.presentation == nil { return "–" }
      let hint = page.map { page in
        SiteError.hint(name, among: values.map { "\(page.section.id).\($0.name)" })
      }
      errors.append(
        SiteError(
          code: .unknownName,
          path: Self.path,
          line: front.firstLine + line - 1,
          message: "no chapter has a value '\(name)'" + (hint ?? "; write it as 'ID.name'")
        )
      )
      return ""
    }
    if let error = errors.first { throw error }
    return text
  }

  private func page(shell: PageShell, references: References) throws -> [UInt8] {
    let opening = try self.opening(references)
    let pictures = try opening.band.map(self.pictures) ?? []
    let band: TemplateValues = [
      "alt": pictures.first?.alternative ?? "",
      "panels": pictures.map {
        ["src": $0.src, "width": $0.width, "height": $0.height] as TemplateValues
      },
    ]
    return try page(
      title: opening.title,
      description: opening.description,
      introduction: opening.introduction,
      band: pictures.isEmpty ? nil : band,
      shell
    )
  }

  private func page(
    title: String,
    description: String,
    introduction: String,
    band: TemplateValues?,
    _ shell: PageShell
  ) throws -> [UInt8] {
    let body = try templates.render(
      "contents",
      [
        "introduction": introduction, "isQuick": site.profile == .quick, "opening": band,
        "parts": parts,
      ]
    )
    return try shell.page(
      "index.html",
      kind: "contents",
      title: title,
      description: description,
      body: body
    )
  }

  private var parts: [TemplateValues] {
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

  private func chapter(_ page: ChapterPage) -> TemplateValues {
    [
      "href": page.href, "id": page.section.id, "title": page.title,
      "goal": HTML.escape(page.goal),
      "image": page.emblem?.src,
      "status": status(of: page),
    ]
  }

  private func status(of page: ChapterPage) -> String {
    if page.result.failure != nil || !page.errors.isEmpty { return "failed" }
    if page.result.presentation == nil { return "missing" }
    return page.result.isFresh ? "fresh" : "stale"
  }

  /// The first row of a figure from noise to clean, for the band under the title.
  private func pictures(of reference: String) throws -> [Emblem] {
    let parts = reference.split(separator: "#", maxSplits: 1).map(String.init)
    guard parts.count == 2, let page = pages.first(where: { $0.section.id == parts[0] }) else {
      throw SiteError(
        code: .brokenReference,
        path: Self.path,
        line: nil,
        message: "'opening' names a figure as 'A1.1#noise-levels', not '\(reference)'"
      )
    }
    guard let presentation = page.presentation else { return [] }
    guard let figure = presentation.figures.first(where: { $0.name == parts[1] }),
      let row = figure.grid?.rows.first
    else {
      throw SiteError(
        code: .brokenReference,
        path: Self.path,
        line: nil,
        message: "\(parts[0]) has no row of pictures named '\(parts[1])'"
          + SiteError.hint(parts[1], among: presentation.figures.map(\.name))
      )
    }
    return row.reversed().map { Emblem($0, of: figure, on: page) }
  }
}
