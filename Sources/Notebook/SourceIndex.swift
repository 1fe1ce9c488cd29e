public import Digests
import Foundation
import Snippets

/// What the sources of a package mean, remembered so that no file is read twice.
///
/// A target is a folder: `Sources/<Module>` or `chapters/<folder>`. Its dependencies are what its
/// files import, which the compiler checks; nobody has to declare them a second time. Digests are
/// remembered by path and ``FileStamp`` in one text file.
public struct SourceIndex: Sendable {
  /// What one source file means.
  public struct Entry: Sendable {
    /// The digest of the whole meaning.
    public let whole: Digest

    /// The digest without what draws and sets.
    public let computing: Digest

    let stamp: String
    let imports: [String]

    /// Whether the computing part names a function that presents.
    let callsPresenting: Bool
  }

  /// The entries by path, relative to the package's root.
  public private(set) var entries: [String: Entry] = [:]

  /// How many files had to be read and parsed; the others were remembered.
  public private(set) var parsedCount = 0

  private var folders: [String: [String]] = [:]

  /// The names of the files that had to be parsed, and the file that remembers those of all.
  private var parsedNames: [String: SourceNames] = [:]
  private let namesCache: String

  /// Looks at all sources below `Sources/` and `chapters/`.
  ///
  /// - Parameters:
  ///   - root: The package's root.
  ///   - cache: The file that remembers digests; rewritten when something changed.
  /// - Throws: ``FileError`` when a source cannot be read or the cache cannot be written.
  public init(root: String, cache: String) throws {
    namesCache = "\(cache).names"
    let remembered = Self.read(cache)
    for group in ["Sources", "chapters"] {
      for target in Files.names(in: "\(root)/\(group)") {
        for path in Self.sources(in: "\(group)/\(target)", root: root) {
          guard let stamp = FileStamp(of: "\(root)/\(path)")?.text else { continue }
          if let entry = remembered[path], entry.stamp == stamp {
            entries[path] = entry
          } else {
            (entries[path], parsedNames[path]) = try Self.entry(of: path, root: root, stamp: stamp)
            parsedCount += 1
          }
          folders["\(group)/\(target)", default: []].append(path)
        }
      }
    }
    if parsedCount > 0 || remembered.count != entries.count {
      // First, so that no file is remembered without its names.
      try SourceNames.write(names(), to: namesCache)
      try Files.writeSealed(Array(Self.text(of: entries).utf8), to: cache)
    }
  }

  /// Returns the names of all Swift files, by path.
  func names() -> [String: SourceNames] {
    guard parsedNames.count < entries.count else { return parsedNames }
    return SourceNames.read(namesCache).filter { entries[$0.key] != nil }
      .merging(parsedNames) { $1 }
  }

  /// Returns the folders of all chapters, sorted.
  var chapters: [String] { folders.keys.filter { $0.hasPrefix("chapters/") }.sorted() }

  /// A digest of what all sources mean.
  var digest: Digest {
    var builder = DigestBuilder()
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
      builder.add(path)
      builder.add(entry.whole.hex)
    }
    return builder.finish()
  }

  /// Returns the paths of a target's sources, sorted; none when there is no such target.
  public func sources(of folder: String) -> [String] { folders[folder] ?? [] }

  /// Returns the folders that a folder's sources import, directly or through others, and itself.
  ///
  /// - Parameters:
  ///   - folder: Such as `chapters/A1.1-ForwardProcess`.
  ///   - isExcluded: Folders that are left out with what only they import.
  /// - Returns: The folders, sorted.
  public func closure(of folder: String, excluding isExcluded: Set<String> = []) -> [String] {
    var found: Set<String> = [folder]
    var pending = [folder]
    while let next = pending.popLast() {
      let modules = Set(sources(of: next).flatMap { entries[$0]?.imports ?? [] })
      for target in modules.compactMap(self.folder(ofModule:)) where !isExcluded.contains(target) {
        if found.insert(target).inserted { pending.append(target) }
      }
    }
    return found.sorted()
  }

  /// Returns the folder of a module of the package: `Sources/Diffusion`, or, for a chapter's module
  /// such as `ForwardProcessChapter`, `chapters/A1.1-ForwardProcess`; `nil` for any other module.
  private func folder(ofModule module: String) -> String? {
    if folders["Sources/\(module)"] != nil { return "Sources/\(module)" }
    guard module.hasSuffix("Chapter") else { return nil }
    let suffix = "-\(module.dropLast("Chapter".count))"
    return folders.keys.first { $0.hasPrefix("chapters/") && $0.hasSuffix(suffix) }
  }

  private static func sources(in folder: String, root: String) -> [String] {
    Files.names(in: "\(root)/\(folder)").flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      if Files.isSource(name) { return [path] }
      return name.contains(".") ? [] : sources(in: path, root: root)
    }
  }

  private static func entry(
    of path: String,
    root: String,
    stamp: String
  ) throws -> (Entry, SourceNames?) {
    let bytes = try Files.read("\(root)/\(path)")
    guard path.hasSuffix(".swift") else {
      let digest = Digest.of(bytes)
      let entry = Entry(
        whole: digest,
        computing: digest,
        stamp: stamp,
        imports: [],
        callsPresenting: false
      )
      return (entry, nil)
    }
    let meaning = SourceMeaning(of: String(decoding: bytes, as: UTF8.self))
    let entry = Entry(
      whole: .of(meaning.whole),
      computing: .of(meaning.computing),
      stamp: stamp,
      imports: meaning.imports,
      callsPresenting: meaning.callsPresenting
    )
    return (entry, meaning.names)
  }

  /// The first line of the cache; another one means that meanings were read in another way.
  private static let header = "meanings 2"

  /// One line a file, separated by tabs: path, stamp, both digests, imports, and whether the computing
  /// part names a function that presents.
  private static func text(of entries: [String: Entry]) -> String {
    entries.sorted { $0.key < $1.key }.map { path, entry in
      [
        path, entry.stamp, entry.whole.hex, entry.computing.hex,
        entry.imports.joined(separator: " "),
        "\(entry.callsPresenting)",
      ].joined(separator: "\t") + "\n"
    }.reduce("\(header)\n", +)
  }

  private static func read(_ cache: String) -> [String: Entry] {
    guard let text = Files.sealedText(cache), text.hasPrefix("\(header)\n") else { return [:] }
    var entries: [String: Entry] = [:]
    for line in text.utf8.split(separator: 10) {
      let fields = line.split(separator: 9, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      // A line that does not read is a file that is parsed again.
      guard fields.count == 6, let whole = Digest(hex: fields[2]),
        let computing = Digest(hex: fields[3])
      else { continue }
      entries[fields[0]] = Entry(
        whole: whole,
        computing: computing,
        stamp: fields[1],
        imports: fields[4].split(separator: " ").map(String.init),
        callsPresenting: fields[5] == "true"
      )
    }
    return entries
  }
}

extension Files {
  /// Tells by a file's name whether it is compiled.
  public static func isSource(_ path: String) -> Bool {
    ["swift", "c", "h", "modulemap"].contains((path as NSString).pathExtension)
  }
}
