import Digests
import Foundation
import Notebook
import Snippets

/// The slices of Swift sources that walkthroughs show, read once in a build.
final class SourceSlices {
  private let root: String
  private let cache: String
  private var folders: [String: [SourceFile]] = [:]

  init(root: String, cache: String) {
    self.root = root
    self.cache = cache
  }

  /// A slice that cannot be shown.
  struct Failure: Error {
    let code: SiteError.Code
    let message: String
  }

  /// Returns the slice that a walkthrough of a chapter names, and the file that it stands in.
  ///
  /// The name is `slice` in the chapter's own files, or `Module/slice` in a module that one of them
  /// imports: only code that the chapter runs can be shown. A name that shows nothing throws
  /// ``Failure``, a bad marker in a source ``SiteError``.
  func slice(_ name: String, of section: Section) throws -> (SourceFile, SourceFile.Slice) {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    let own = files(in: "chapters/\(section.folder)")
    let slice = parts.last ?? name
    var searched = own
    if parts.count == 2 {
      let imported = own.contains { $0.text.contains("import \(parts[0])\n") }
      guard imported else {
        throw Failure(
          code: .badSlice,
          message: "no file of chapters/\(section.folder) imports '\(parts[0])',"
            + " so its code did not run here"
        )
      }
      searched = files(in: "Sources/\(parts[0])")
    }
    do {
      let marked = try searched.flatMap { file in try file.slices().map { (file, $0) } }
      if let found = marked.first(where: { $0.1.name == slice }) { return found }
      throw Failure(
        code: .badSlice,
        message: "there is no slice '\(slice)' in "
          + (parts.count == 2 ? "Sources/\(parts[0])" : "chapters/\(section.folder)")
          + SiteError.hint(slice, among: marked.map(\.1.name))
      )
    } catch let error as SnippetError {
      throw SiteError(code: .badSlice, path: error.path, line: error.line, message: error.message)
    }
  }

  /// The digest of what a page's walkthroughs show.
  func digest(of page: PageText) -> Digest {
    var builder = DigestBuilder()
    for name in page.slices {
      builder.add(name)
      switch Result(catching: { try slice(name, of: page.section) }) {
      case .success((let file, let slice)):
        builder.add(file.path)
        for line in slice.lines {
          builder.add("\(line.number)")
          builder.add(line.text)
        }
      case .failure(let error): builder.add("\(error)")
      }
    }
    return builder.finish()
  }

  /// Returns the lines of a file as highlighted HTML.
  func highlighted(_ text: String) throws -> [String] {
    let path = "\(cache)/highlight/\(Digest.of(text).hex)"
    if let kept = try? Files.text(path) { return kept.components(separatedBy: "\n") }
    let lines = Highlighter.lines(of: text)
    try Files.write(Array(lines.joined(separator: "\n").utf8), to: path)
    return lines
  }

  private func files(in folder: String) -> [SourceFile] {
    if let known = folders[folder] { return known }
    let files = Files.names(in: "\(root)/\(folder)").filter { $0.hasSuffix(".swift") }
      .compactMap { name in
        (try? Files.text("\(root)/\(folder)/\(name)")).map {
          SourceFile(path: "\(folder)/\(name)", text: $0)
        }
      }
    folders[folder] = files
    return files
  }
}
