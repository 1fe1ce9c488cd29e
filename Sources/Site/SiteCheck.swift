import Foundation
import Notebook

/// Looks through a built site for what readers would stumble over.
public struct SiteCheck {
  /// Something wrong in a page.
  public struct Fault: Hashable, Sendable, CustomStringConvertible {
    /// The page, relative to the site's folder.
    public let page: String

    /// What is wrong, in one sentence.
    public let message: String

    public var description: String { "\(page): \(message)" }
  }

  /// The most that a page may weigh without its figures, in bytes.
  static let pageBudget = 150 * 1024

  /// The most that the search index, and all scripts together, may weigh.
  static let searchBudget = 200 * 1024
  static let scriptBudget = 40 * 1024

  private let folder: String

  /// Creates a check of a site's folder.
  public init(folder: String) { self.folder = folder }

  /// Returns all faults in the order of the pages.
  ///
  /// - Throws: ``FileError`` when there is no site.
  public func faults() throws -> [Fault] {
    guard FileStamp(of: "\(folder)/index.html") != nil else {
      _ = try Files.read("\(folder)/index.html")
      return []
    }
    let names = Files.names(in: folder).filter { $0.hasSuffix(".html") }
    var pages: [String: CheckedPage] = [:]
    for name in names { pages[name] = CheckedPage(try Files.text("\(folder)/\(name)")) }
    // Within a published site, an address of its own is a file of its own.
    let address = pages["index.html"]?.canonical
    for name in names { pages[name]?.shorten(by: address) }
    var faults = names.flatMap { name in
      pages[name].map { self.faults(of: $0, name: name, among: pages) } ?? []
    }
    // Every page names itself in its bar; that leads nobody to it.
    let linked = Set(
      pages.flatMap { name, page in
        page.links.map { String($0.prefix { $0 != "#" }) }.filter { $0 != name }
      }
    )
    let unlinked: Set = ["index.html", "404.html"]
    for name in names where !unlinked.contains(name) && !linked.contains(name) {
      faults.append(Fault(page: name, message: "no page links to it"))
    }
    return faults + budgetFaults()
  }

  private func faults(
    of page: CheckedPage,
    name: String,
    among pages: [String: CheckedPage]
  ) -> [Fault] {
    var messages = page.faults
    // The edition in one page is for those who want to have all of it.
    if page.size > Self.pageBudget, name != OnePage.href {
      messages.append(
        "it weighs \(page.size / 1024) KiB; a page may weigh \(Self.pageBudget / 1024) KiB"
      )
    }
    for link in page.links {
      guard let scheme = link.firstMatch(of: /^[a-z][a-z0-9+.-]*:/)?.output else {
        messages += faults(ofLink: link, from: name, among: pages)
        continue
      }
      if scheme == "javascript:" { messages.append("the link '\(link)' is a script") }
    }
    for source in page.sources where !source.hasPrefix("data:") {
      if source.contains("://") || source.hasPrefix("//") {
        messages.append("it loads '\(source)' from another host")
      } else if FileStamp(of: "\(folder)/\(source)") == nil {
        messages.append("'\(source)' is not there")
      }
    }
    return messages.map { Fault(page: name, message: $0) }
  }

  private func faults(
    ofLink link: String,
    from name: String,
    among pages: [String: CheckedPage]
  ) -> [String] {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let file = parts[0].isEmpty ? name : String(parts[0])
    if link.hasPrefix("/") { return ["the link '\(link)' does not work under another path"] }
    guard let target = pages[file] else {
      return FileStamp(of: "\(folder)/\(file)") == nil ? ["the link '\(link)' leads nowhere"] : []
    }
    let anchor = parts.count == 2 ? parts[1].removingPercentEncoding ?? String(parts[1]) : ""
    if !anchor.isEmpty, !target.ids.contains(anchor) {
      return ["the link '\(link)' leads to no anchor of \(file)"]
    }
    return []
  }

  private func budgetFaults() -> [Fault] {
    let assets = Files.names(in: "\(folder)/assets").filter { $0.hasSuffix(".js") }
    func size(_ name: String) -> Int {
      (try? Files.read("\(folder)/assets/\(name)").count) ?? 0
    }
    var faults: [Fault] = []
    if size("search.js") > Self.searchBudget {
      faults.append(
        Fault(
          page: "assets/search.js",
          message: "the search index weighs \(size("search.js") / 1024) KiB;"
            + " it may weigh \(Self.searchBudget / 1024) KiB"
        )
      )
    }
    let scripts = assets.filter { $0 != "search.js" }.map(size).reduce(0, +)
    if scripts > Self.scriptBudget {
      faults.append(
        Fault(
          page: "assets",
          message: "all scripts weigh \(scripts / 1024) KiB;"
            + " they may weigh \(Self.scriptBudget / 1024) KiB"
        )
      )
    }
    return faults
  }
}
