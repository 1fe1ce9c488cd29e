import Digests
import Notebook

/// The page that lists every figure and table with its caption.
struct FiguresPage {
  let templates: Templates
  let pages: [ChapterPage]

  static let href = "figures.html"

  /// The digest of all that references lead to: every page's address, title, labels and captions.
  let digest: Digest

  init(templates: Templates, pages: [ChapterPage]) {
    self.templates = templates
    self.pages = pages
    digest = pages.digest
  }

  func put(into output: inout Output, shell: PageShell) {
    var builder = DigestBuilder()
    for part in [shell.digest.hex, digest.hex] { builder.add(part) }
    output.put(Self.href, key: builder.finish()) {
      try shell.page(
        Self.href,
        kind: "plain",
        title: "Figures",
        description: "Every figure and table of the report, with its caption.",
        body: templates.render("figures", ["chapters": pages.compactMap(chapter)])
      )
    }
  }

  private func chapter(_ page: ChapterPage) -> TemplateValues? {
    guard let plates = page.body?.plates, !plates.isEmpty else { return nil }
    return [
      "href": page.href, "id": page.section.id, "title": page.title,
      "anchor": Anchors.stem(of: page.href),
      "plates": plates.map { plate in
        [
          "href": "\(page.href)#\(plate.anchor)", "label": plate.label,
          "caption": Self.withoutLinks(plate.caption),
        ] as TemplateValues
      },
    ]
  }

  /// A caption's references speak from their own page.
  private static func withoutLinks(_ html: String) -> String {
    html.replacing(/<\/?a(?:\s[^>]*)?>/, with: "")
  }
}
