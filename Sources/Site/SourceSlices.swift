import Digests
import Foundation
import Notebook
import Snippets
import Synchronization

/// The slices of Swift sources that walkthroughs show, read once in a build.
final class SourceSlices: Sendable {
  private let root: String
  private let folders = Mutex<[String: [SourceFile]]>([:])
  private let highlights = Mutex<[String: [String]]>([:])

  init(root: String) { self.root = root }

  /// A slice that cannot be shown.
  struct Failure: Error {
    let code: SiteError.Code
    let message: String
  }

  /// Returns the slice that a walkthrough of a chapter names, and the file that it stands in.
  ///
  /// The name is `slice` in the chapter's own files, or `Module/slice` in a module that one of them
  /// imports, or that such a module imports: only code that the chapter runs can be shown. A name that
  /// shows nothing throws ``Failure``, a bad marker in a source ``SiteError``.
  func slice(_ name: String, of section: Section) throws -> (SourceFile, SourceFile.Slice) {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    let slice = parts.last ?? name
    let own = "chapters/\(section.folder)"
    let folder = parts.count == 2 ? "Sources/\(parts[0])" : own
    if parts.count == 2, !uses(parts[0], from: own) {
      throw Failure(
        code: .badSlice,
        message: "no file of \(own) imports '\(parts[0])', so its code did not run here"
      )
    }
    do {
      let marked = try files(in: folder).flatMap { file in try file.slices().map { (file, $0) } }
      let found = marked.filter { $0.1.name == slice }
      guard let first = found.first else {
        throw Failure(
          code: .badSlice,
          message: "there is no slice '\(slice)' in \(folder)"
            + SiteError.hint(slice, among: marked.map(\.1.name))
        )
      }
      guard found.count == 1 else {
        throw Failure(
          code: .badSlice,
          message: "\(found.map(\.0.path).joined(separator: " and ")) both have a slice '\(slice)';"
            + " give one another name"
        )
      }
      return first
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
  func highlighted(_ file: SourceFile) -> [String] {
    if let known = highlights.withLock({ $0[file.path] }) { return known }
    let lines = Highlighter.lines(of: file.text)
    highlights.withLock { $0[file.path] = lines }
    return lines
  }

  /// Tells whether the code in a folder uses a module, or has a module use it.
  private func uses(_ module: String, from folder: String) -> Bool {
    var reached: Set<String> = []
    var waiting = [folder]
    while let next = waiting.popLast() {
      let imports = Set(files(in: next).flatMap { Self.imports(in: $0.text) })
      if imports.contains(module) { return true }
      waiting += imports.subtracting(reached).map { "Sources/\($0)" }
      reached.formUnion(imports)
    }
    return false
  }

  /// Returns the modules that the lines of a text import, or declarations of which they do.
  private static func imports(in text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
      let words = line.split(separator: " ")
      guard let position = words.firstIndex(of: "import"), position < 2 else { return [] }
      return words[position...].dropFirst().map { String($0.prefix { $0 != "." }) }
    }
  }

  private func files(in folder: String) -> [SourceFile] {
    if let known = folders.withLock({ $0[folder] }) { return known }
    let files = read(folder)
    folders.withLock { $0[folder] = files }
    return files
  }

  private func read(_ folder: String) -> [SourceFile] {
    Files.names(in: "\(root)/\(folder)").flatMap { name -> [SourceFile] in
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".swift") {
        return (try? Files.text("\(root)/\(path)")).map { [SourceFile(path: path, text: $0)] } ?? []
      }
      return name.contains(".") ? [] : read(path)
    }
  }
}
