import Digests
import Notebook

/// The files that a host, other sites and readers of feeds ask for besides the pages.
struct PublishedFiles {
  let publication: Publication
  let contents: ContentsPage
  let shell: PageShell

  private var pages: [ChapterPage] { contents.pages }
  private var title: String { shell.configuration.title }

  /// Writes them all.
  ///
  /// - Throws: ``SiteError`` when a template asks for what it is not given.
  func put(into output: inout Output) throws {
    // Without it GitHub's pages would pass over names that begin with an underscore.
    put(".nojekyll", "", into: &output)
    put("sitemap.xml", siteMap, into: &output)
    put("feed.xml", feed, into: &output)
    let lost = try contents.templates.render(
      "lost",
      [
        "language": shell.configuration.language, "siteTitle": title,
        "address": publication.address, "stylesheet": shell.stylesheet,
        "themeScript": shell.themeScript,
      ]
    )
    put("404.html", lost, into: &output)
    let emblem = contents.emblem.flatMap(cardPicture)
    ShareCard(title: title, label: "", siteTitle: "", picture: emblem)
      .put(for: "index.html", into: &output)
    for page in pages {
      ShareCard(
        title: page.title,
        label: page.section.id,
        siteTitle: title,
        picture: page.emblem.flatMap(cardPicture)
      )
      .put(for: page.href, into: &output)
    }
  }

  private func put(_ path: String, _ text: String, into output: inout Output) {
    output.put(path, key: .of(text)) { Array(text.utf8) }
  }

  private func cardPicture(_ emblem: Emblem) -> ShareCard.Picture? {
    emblem.page.result.presentation.map {
      ShareCard.Picture(file: emblem.file, store: contents.site.store, address: $0)
    }
  }

  private var siteMap: String {
    let addresses = shell.besides.map(\.href) + pages.map(\.href)
    let entries = addresses.map {
      "<url><loc>\(HTML.escape(publication.address(of: $0)))</loc></url>\n"
    }
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      \(entries.joined())</urlset>

      """
  }

  /// An Atom feed (RFC 4287) with an entry for each chapter.
  private var feed: String {
    let entries = pages.map { page in
      let address = HTML.escape(publication.address(of: page.href))
      return """
        <entry>
        <title>\(page.section.id) \(HTML.escape(page.title))</title>
        <id>\(address)</id>
        <link href="\(address)"/>
        <updated>\(publication.changes[page.section.id] ?? publication.lastChange)</updated>
        <summary>\(HTML.escape(page.goal))</summary>
        </entry>

        """
    }
    let address = HTML.escape(publication.address)
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom">
      <title>\(HTML.escape(title))</title>
      <id>\(address)</id>
      <link href="\(address)"/>
      <link rel="self" href="\(address)feed.xml"/>
      <author><name>\(HTML.escape(title))</name></author>
      <updated>\(publication.lastChange)</updated>
      \(entries.joined())</feed>

      """
  }
}
