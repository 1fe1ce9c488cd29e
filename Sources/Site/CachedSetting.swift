import Digests
import Notebook

/// Sets the bodies of pages, and remembers each until something that it shows changes.
struct CachedSetting {
  /// A body as it was set, with what could not be.
  struct Entry: Sendable {
    /// The digest of all that the body shows.
    let key: Digest
    let errors: [SiteError]

    /// The files of the fragment that the body shows.
    let files: [FigureFragment.File]

    fileprivate let source: Source

    /// The body; it is read only for a page that has to be written.
    func page() throws -> PageSetter.Page {
      switch source {
      case .set(let page): page
      case .kept(let bytes): try PageSetter.Page(kept: bytes)
      }
    }
  }

  fileprivate enum Source: Sendable {
    case set(PageSetter.Page)
    case kept(ArraySlice<UInt8>)
  }

  /// What is known of a body without reading it: the first line of the file that keeps it.
  private struct Header: Codable {
    let key: Digest
    let errors: [SiteError]
    let files: [FigureFragment.File]
  }

  let site: Site
  let templates: Templates

  /// Returns the body of a page, from memory when nothing that it shows has changed.
  func entry(
    of text: PageText,
    presentation: Presentation,
    address: Digest,
    references: References,
    slices: SourceSlices
  ) throws -> Entry {
    var builder = DigestBuilder()
    for part in [
      site.generator, text.path, text.title, text.body, "\(text.firstLine)", address.hex,
      templates.digest.hex, references.digest(of: text).hex, slices.digest(of: text).hex,
    ] {
      builder.add(part)
    }
    let key = builder.finish()
    let path = "\(site.store.cache)/bodies/\(text.section.id)"
    if let bytes = try? Files.read(path), let end = bytes.firstIndex(of: 10),
      let kept = try? StableJSON.decode(Header.self, from: Array(bytes[..<end])), kept.key == key
    {
      return Entry(
        key: key,
        errors: kept.errors,
        files: kept.files,
        source: .kept(bytes[(end + 1)...])
      )
    }
    var setter = PageSetter(
      text: text,
      presentation: presentation,
      folder: site.store.page(address),
      templates: templates,
      references: references,
      slices: slices,
      math: MathML(cache: site.store.cache)
    )
    let page = try setter.page()
    // A missing tool is mended without any change that the key would show.
    if !setter.errors.contains(where: { $0.code == .toolMissing }) {
      let header = try StableJSON.encode(
        Header(key: key, errors: setter.errors, files: setter.files)
      )
      try Files.write(header + [10] + page.kept(), to: path)
    }
    return Entry(key: key, errors: setter.errors, files: setter.files, source: .set(page))
  }
}

extension PageSetter.Page {
  /// What a page has besides its HTML.
  private struct Rest: Codable {
    let headings: [PageSetter.Heading]
    let passages: [PageSetter.Passage]
  }

  /// A line of JSON, and the HTML as it is.
  fileprivate func kept() throws -> [UInt8] {
    try StableJSON.encode(Rest(headings: headings, passages: passages)) + [10] + Array(html.utf8)
  }

  fileprivate init(kept bytes: ArraySlice<UInt8>) throws {
    let end = bytes.firstIndex(of: 10) ?? bytes.endIndex
    let rest = try StableJSON.decode(Rest.self, from: Array(bytes[..<end]))
    headings = rest.headings
    passages = rest.passages
    html = String(decoding: bytes[end...].dropFirst(), as: UTF8.self)
  }
}
