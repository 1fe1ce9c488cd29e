import Digests
import Notebook

/// Sets the bodies of pages, and remembers each until something that it shows changes.
struct CachedSetting {
  /// A body as it was set, with what could not be.
  struct Entry: Codable {
    let key: Digest
    let page: PageSetter.Page
    let errors: [Fault]
  }

  /// A ``SiteError`` as it is kept; which kind it was matters only when it is made.
  struct Fault: Codable {
    let path: String
    let line: Int?
    let message: String

    init(_ error: SiteError) {
      path = error.path
      line = error.line
      message = error.message
    }

    var siteError: SiteError {
      SiteError(code: .unsettable, path: path, line: line, message: message)
    }
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
      "1", text.path, text.title, text.body, "\(text.firstLine)", address.hex,
      templates.digest.hex, references.digest(of: text).hex, slices.digest(of: text).hex,
    ] {
      builder.add(part)
    }
    let key = builder.finish()
    let path = "\(site.store.cache)/bodies/\(text.section.id).json"
    if let bytes = try? Files.read(path),
      let kept = try? StableJSON.decode(Entry.self, from: bytes), kept.key == key
    {
      return kept
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
    let entry = Entry(key: key, page: page, errors: setter.errors.map(Fault.init))
    // A missing tool is mended without any change that the key would show.
    if !setter.errors.contains(where: { $0.code == .toolMissing }) {
      try Files.write(StableJSON.encode(entry), to: path)
    }
    return entry
  }
}
