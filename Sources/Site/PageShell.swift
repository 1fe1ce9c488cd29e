import Digests
import Drawing

/// What stands around the body of every page: head, bar, and the way to other pages.
struct PageShell: Sendable {
  /// Another page, as a link names it.
  struct Link {
    let href: String
    let id: String
    let title: String

    var values: TemplateValues { ["href": href, "id": id, "title": title] }
  }

  let configuration: SiteConfiguration

  /// The pages beside the chapters, in the order in which every page's foot names them.
  let besides: [(href: String, title: String)]
  private let publication: Publication?
  private let templates: Templates
  private let theme: Theme

  /// The addresses of the theme's files.
  var stylesheet: String { theme.stylesheet }
  var themeScript: String { theme.themeScript }

  /// The digest of what every page shares.
  let digest: Digest

  init(
    site: Site,
    templates: Templates,
    theme: Theme,
    besides: [(href: String, title: String)]
  ) {
    configuration = site.configuration
    self.besides = besides
    publication = site.publication
    self.templates = templates
    self.theme = theme
    var builder = DigestBuilder()
    for part in [
      site.generator, templates.digest.hex, theme.digest.hex, configuration.title,
      configuration.language, site.publication?.address ?? "",
    ] {
      builder.add(part)
    }
    for page in besides {
      builder.add(page.href)
      builder.add(page.title)
    }
    digest = builder.finish()
  }

  /// Sets a whole page.
  ///
  /// `href` is the page's address in the site; `kind` is `chapter`, `contents`, `all` or `plain`;
  /// `title`, without the chapter's id, and `description` are plain text; `chapter` holds the values of
  /// the masthead; `card` is HTML that stands above the body.
  func page(
    _ href: String,
    kind: String,
    title: String,
    description: String,
    body: String,
    chapter: TemplateValues? = nil,
    card: String? = nil,
    previous: Link? = nil,
    here: Link? = nil,
    next: Link? = nil
  ) throws -> [UInt8] {
    let navigation = [(previous, false), (here, true), (next, false)].compactMap { link, isHere in
      link.map {
        ["href": $0.href, "title": "\($0.id) \($0.title)", "current": isHere] as TemplateValues
      }
    }
    return Array(
      try templates.render(
        "page",
        [
          "language": configuration.language,
          "siteTitle": configuration.title,
          "pageTitle": title,
          "description": description,
          "published": publication.map { published(href, isChapter: chapter != nil, $0) },
          "stylesheet": theme.stylesheet,
          "themeScript": theme.themeScript,
          "scripts": theme.scripts.map { ["href": $0] as TemplateValues },
          "kind": kind,
          // What a browser has to know before it paints, so that nothing moves; the whole report is long,
          // and below its list of chapters nothing is seen yet.
          "awaited": kind == "all" ? "chapters" : "foot",
          "chapter": chapter,
          "status": card.map { ["card": $0] as TemplateValues },
          "body": body,
          "previous": previous?.values,
          "next": next?.values,
          "navigation": navigation,
          "besides": besides.map { ["href": $0.href, "title": $0.title] as TemplateValues },
        ]
      ).utf8
    )
  }

  /// Returns what stands in the place of a text that cannot be set, and says why.
  func card(saying error: SiteError, mending path: String) throws -> String {
    try templates.render(
      "card",
      [
        "title": "This text cannot be set", "message": error.description, "detail": "",
        "hasDetail": false, "advice": "Mend \(path) and build again.", "stale": false,
      ]
    )
  }

  /// What other sites show of a page when somebody links to it.
  private func published(
    _ href: String,
    isChapter: Bool,
    _ publication: Publication
  ) -> TemplateValues {
    [
      "address": publication.address(of: href),
      "type": isChapter ? "article" : "website",
      "card": publication.address(of: ShareCard.path(of: isChapter ? href : "index.html")),
      "width": "\(Int(ShareCard.size.width))",
      "height": "\(Int(ShareCard.size.height))",
    ]
  }
}
