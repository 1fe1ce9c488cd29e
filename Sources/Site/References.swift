import Digests
import Notebook

/// What references point to: the pages, and the labels on them.
///
/// It is made of texts alone. A figure that moves to another place changes the numbers in all pages
/// that refer to it, and no chapter runs.
struct References: Sendable {
  /// A resolved reference.
  struct Target: Equatable {
    let href: String
    let text: String
  }

  private let pages: [String: PageText]
  private let unreadable: [String: Section]

  /// Creates the references to some pages.
  ///
  /// `unreadable` are chapters whose texts cannot be read now: what refers to them is not at fault.
  init(pages: [PageText], unreadable: [Section] = []) {
    self.unreadable = Dictionary(
      unreadable.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    self.pages = Dictionary(
      pages.map { ($0.section.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Tells whether a link's address is a reference within the report.
  static func isReference(_ url: String) -> Bool {
    url.hasPrefix("#") || Section.isID(url.prefix { $0 != "#" })
  }

  /// Resolves a reference: `#name`, `A1.2`, or `A1.2#name`.
  ///
  /// - Parameters:
  ///   - url: The reference; ``isReference(_:)``.
  ///   - id: The chapter on whose page it stands.
  /// - Returns: Where it leads, and what it is called from there.
  /// - Throws: A sentence, as ``Failure``.
  func resolve(_ url: String, from id: String?) throws(Failure) -> Target {
    let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let target = parts[0].isEmpty ? id ?? "" : String(parts[0])
    if let section = unreadable[target] {
      return Target(href: "\(section.slug).html", text: target)
    }
    guard let page = pages[target] else {
      throw Failure(
        message: "there is no chapter '\(target)'" + SiteError.hint(target, among: pages.keys)
      )
    }
    let file = target == id ? "" : "\(page.section.slug).html"
    guard parts.count == 2 else {
      return Target(
        href: file.isEmpty ? "\(page.section.slug).html" : file,
        text: "\(target) \(page.title)"
      )
    }
    let name = String(parts[1])
    guard let label = page.labels[name] else {
      throw Failure(
        message: "\(page.path) has nothing named '\(name)' to refer to"
          + SiteError.hint(name, among: page.labels.keys)
      )
    }
    return Target(
      href: "\(file)#\(label.anchor)",
      text: target == id ? label.text : "\(label.text) of \(target)"
    )
  }

  /// A reference to what is not there.
  struct Failure: Error { let message: String }

  /// The digest of what a page's references come to: a page with others has to be set again.
  func digest(of page: PageText) -> Digest {
    var builder = DigestBuilder()
    for url in page.references {
      builder.add(url)
      if let target = try? resolve(url, from: page.section.id) {
        builder.add(target.href)
        builder.add(target.text)
      }
    }
    return builder.finish()
  }
}
