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

    let headings: [PageSetter.Heading]
    let plates: [PageSetter.Plate]

    /// What the body adds to the search index, as ``Passages/line(href:id:title:)`` gives it.
    let passages: ArraySlice<UInt8>

    fileprivate let bytes: ArraySlice<UInt8>

    var html: String { String(decoding: bytes, as: UTF8.self) }

    fileprivate init(_ header: Header, passages: ArraySlice<UInt8>, bytes: ArraySlice<UInt8>) {
      key = header.key
      errors = header.errors
      files = header.files
      headings = header.headings
      plates = header.plates
      self.passages = passages
      self.bytes = bytes
    }
  }

  /// The first line of the file that keeps a body; its passages and its HTML follow.
  fileprivate struct Header: Codable {
    let key: Digest
    let errors: [SiteError]
    let files: [FigureFragment.File]
    let headings: [PageSetter.Heading]
    let plates: [PageSetter.Plate]
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
    if let kept = Self.kept(in: path), kept.key == key { return kept }
    var setter = PageSetter(
      text: text,
      presentation: presentation,
      store: site.store,
      address: address,
      templates: templates,
      references: references,
      slices: slices,
      math: MathML(cache: site.store.cache)
    )
    let page = try setter.page()
    let header = Header(
      key: key,
      errors: setter.errors,
      files: setter.files,
      headings: page.headings,
      plates: page.plates
    )
    let passages = try page.passages.line(
      href: "\(text.section.slug).html",
      id: text.section.id,
      title: text.title
    )
    // A missing tool is mended without any change that the key would show.
    if !setter.errors.contains(where: { $0.code == .toolMissing }) {
      try Files.writeSealed(
        StableJSON.encode(header) + [10] + passages + [10] + Array(page.html.utf8),
        to: path
      )
    }
    return Entry(header, passages: passages, bytes: Array(page.html.utf8)[...])
  }

  private static func kept(in path: String) -> Entry? {
    guard let bytes = try? Files.readSealed(path) else { return nil }
    let lines = bytes.split(separator: 10, maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3,
      let header = try? StableJSON.decode(Header.self, from: Array(lines[0]))
    else { return nil }
    return Entry(header, passages: lines[1], bytes: lines[2])
  }
}
