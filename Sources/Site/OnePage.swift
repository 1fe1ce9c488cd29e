import Digests
import Notebook

/// The whole report as one page, which is its print edition as well.
struct OnePage {
  let site: Site
  let templates: Templates
  let contents: ContentsPage

  static let href = "all.html"

  private var pages: [ChapterPage] { contents.pages }

  /// Writes the page.
  func put(into output: inout Output, shell: PageShell, references: References) throws {
    var builder = DigestBuilder()
    builder.add(shell.digest.hex)
    builder.add(try contents.digest(in: shell).hex)
    output.put(Self.href, key: builder.finish()) {
      let opening = try contents.opening(references)
      return try shell.page(
        Self.href,
        kind: "all",
        title: opening.title,
        description: opening.description,
        body: templates.render(
          "all",
          ["introduction": opening.introduction, "chapters": chapters]
        )
      )
    }
  }

  private var chapters: [TemplateValues] {
    let hrefs = Set(pages.map(\.href))
    return pages.map { page in
      [
        "anchor": Anchors.stem(of: page.href),
        "masthead": page.masthead(isPage: false),
        "status": page.card.map { ["card": $0] as TemplateValues },
        "body": Self.lowered(Anchors.moved(page.body?.html ?? "", of: page.href, among: hrefs)),
      ]
    }
  }

  /// Below the report's title a chapter's headings stand one level lower than on its own page.
  private static func lowered(_ html: String) -> String {
    [3, 2].reduce(html) { html, level in
      html.replacing("<h\(level)", with: "<h\(level + 1)")
        .replacing("</h\(level)>", with: "</h\(level + 1)>")
    }
  }
}
