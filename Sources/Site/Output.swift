import Arrays
import Digests
import Foundation
import Notebook

/// The folder that a site is written to, and what is known to stand in it.
///
/// Each file has a key. A file is written when its key is another than last time, or when it is not
/// as it was left then; and when the bytes come out the same, its time of change stays. Files that
/// the site no longer has are removed; files that it never had are left alone.
///
/// Nothing is touched before ``close()``, which writes several files at a time.
struct Output: Sendable {
  private struct Entry {
    let key: Digest
    let stamp: String
  }

  /// A file that may have to be written.
  private struct Planned {
    let path: String
    let key: Digest
    let bytes: @Sendable () throws -> [UInt8]

    /// Writes the file unless the same bytes stand there.
    func write(to folder: String) throws -> (stamp: String, isNew: Bool) {
      let full = "\(folder)/\(path)"
      let bytes = try bytes()
      // The journal names it: what a killed build leaves of it is written again.
      if let stamp = try Files.create(full, bytes) { return (stamp.text, true) }
      let isNew = (try? Files.read(full)) != bytes
      if isNew { try Files.write(bytes, to: full) }
      return (FileStamp(of: full)?.text ?? "", isNew)
    }
  }

  /// The folder.
  let folder: String

  private let record: String

  /// The paths that are about to be written, one a line; it is there while a site is being written,
  /// and after a build that was killed.
  private let journal: String
  private let earlier: [String: Entry]
  private var current: [String: Entry] = [:]
  private var planned: [Planned] = []

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
    for line in (Files.sealedText(record) ?? "").split(separator: "\n") {
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
  ///
  /// - Parameters:
  ///   - path: The path below the folder; each is put once.
  ///   - key: The digest of all that the file is made from.
  ///   - bytes: Makes the file; called by ``close()``, on any thread, if the file is needed.
  mutating func put(_ path: String, key: Digest, bytes: @escaping @Sendable () throws -> [UInt8]) {
    if holds(path, key: key) {
      current[path] = earlier[path]
    } else if current.updateValue(Entry(key: key, stamp: ""), forKey: path) == nil {
      planned.append(Planned(path: path, key: key, bytes: bytes))
    }
  }

  /// Writes what has changed, removes what the site no longer has, and remembers what it has.
  ///
  /// - Returns: How many files were written.
  /// - Throws: The first error of a file, in the order in which they were put; the next build goes on
  ///   from there.
  mutating func close() throws -> Int {
    if !planned.isEmpty {
      // What a killed build touched stays in the journal until the record knows better.
      let paths = planned.map(\.path) + earlier.filter { $0.value.stamp.isEmpty }.keys.sorted()
      try Files.write(Array(paths.map { "\($0)\n" }.joined().utf8), to: journal)
    }
    let written = try parallelMap(planned.count) { [folder, planned] index in
      try planned[index].write(to: folder)
    }
    for (file, result) in zip(planned, written) {
      current[file.path] = Entry(key: file.key, stamp: result.stamp)
    }
    let gone = earlier.keys.filter { current[$0] == nil }.sorted()
    for path in gone { try Files.remove("\(folder)/\(path)") }
    for parent in Set(gone.map { ($0 as NSString).deletingLastPathComponent }) where !parent.isEmpty
    {
      rmdir("\(folder)/\(parent)")  // Only goes when it is empty.
    }
    let hasJournal = FileStamp(of: journal) != nil
    if hasJournal || !gone.isEmpty || current.count != earlier.count {
      let lines = current.sorted { $0.key < $1.key }.map {
        "\($0.key)\t\($0.value.key.hex)\t\($0.value.stamp)\n"
      }
      try Files.writeSealed(Array(lines.joined().utf8), to: record)
      unlink(journal)
    }
    return written.count { $0.isNew }
  }

  /// Keeps a file as it stands, whatever its key.
  mutating func keep(_ path: String) {
    if let entry = earlier[path] { current[path] = entry }
  }
}
