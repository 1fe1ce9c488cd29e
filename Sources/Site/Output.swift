import Digests
import Foundation
import Notebook

/// The folder that a site is written to, and what is known to stand in it.
///
/// Each file has a key. A file is written when its key is another than last time, or when it is not
/// as it was left then; and when the bytes come out the same, its time of change stays. Files that
/// the site no longer has are removed; files that it never had are left alone.
struct Output: Sendable {
  private struct Entry {
    let key: Digest
    let stamp: String
  }

  /// The folder.
  let folder: String

  private let record: String

  /// The paths that are being written, one a line, each before it is touched; it is there while a
  /// site is being written, and after a build that was killed.
  private let journal: String
  private var journalHandle: FileHandle?
  private let earlier: [String: Entry]
  private var current: [String: Entry] = [:]

  /// How many files were written.
  private(set) var writtenCount = 0

  /// Opens a folder, which need not be there yet.
  ///
  /// - Parameters:
  ///   - folder: The absolute path.
  ///   - cache: The folder of a store that remembers what was written where.
  /// - Throws: ``FileError`` when what a killed build left cannot be removed.
  init(folder: String, cache: String) throws {
    self.folder = folder
    record = "\(cache)/outputs/\(Digest.of(folder).hex)"
    journal = "\(record).journal"
    var entries: [String: Entry] = [:]
    for line in ((try? Files.text(record)) ?? "").split(separator: "\n") {
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 3, let key = Digest(hex: fields[1]) else { continue }
      entries[fields[0]] = Entry(key: key, stamp: fields[2])
    }
    // What a killed build touched is known by name, and by no key: it is written again or removed.
    for path in ((try? Files.text(journal)) ?? "").split(separator: "\n").map(String.init) {
      try Files.removePartials(of: "\(folder)/\(path)")
      entries[path] = Entry(key: .of(""), stamp: "")
    }
    earlier = entries
  }

  /// Tells whether anything is known to have been written to the folder.
  var isKnown: Bool { !earlier.isEmpty }

  /// Tells whether a file stands there as it was written under a key.
  func holds(_ path: String, key: Digest) -> Bool {
    guard let entry = earlier[path], entry.key == key else { return false }
    return FileStamp(of: "\(folder)/\(path)")?.text == entry.stamp
  }

  /// Puts a file in its place, unless it stands there under the same key.
  mutating func put(_ path: String, key: Digest, bytes: () throws -> [UInt8]) throws {
    let full = "\(folder)/\(path)"
    if holds(path, key: key) {
      current[path] = earlier[path]
      return
    }
    let bytes = try bytes()
    if (try? Files.read(full)) != bytes {
      try enter(path)
      try Files.write(bytes, to: full)
      writtenCount += 1
    }
    if let stamp = FileStamp(of: full)?.text { current[path] = Entry(key: key, stamp: stamp) }
  }

  /// Removes what the site no longer has, and remembers what it has.
  func close() throws {
    let gone = earlier.keys.filter { current[$0] == nil }.sorted()
    for path in gone { try Files.remove("\(folder)/\(path)") }
    for parent in Set(gone.map { ($0 as NSString).deletingLastPathComponent }) where !parent.isEmpty
    {
      rmdir("\(folder)/\(parent)")  // Only goes when it is empty.
    }
    let hadJournal = FileStamp(of: journal) != nil
    guard
      hadJournal || writtenCount > 0 || !gone.isEmpty || current.count != earlier.count || isRekeyed
    else {
      return
    }
    defer { unlink(journal) }
    let lines = current.sorted { $0.key < $1.key }.map {
      "\($0.key)\t\($0.value.key.hex)\t\($0.value.stamp)\n"
    }
    try Files.write(Array(lines.joined().utf8), to: record)
  }

  /// Keeps a file as it stands, whatever its key.
  mutating func keep(_ path: String) {
    if let entry = earlier[path] { current[path] = entry }
  }

  private mutating func enter(_ path: String) throws {
    if journalHandle == nil {
      try Files.write([], to: journal)
      journalHandle = FileHandle(forWritingAtPath: journal)
    }
    try journalHandle?.write(contentsOf: Data("\(path)\n".utf8))
  }

  private var isRekeyed: Bool {
    current.contains { path, entry in
      earlier[path].map { $0.key != entry.key || $0.stamp != entry.stamp } ?? true
    }
  }
}
