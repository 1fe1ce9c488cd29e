import Digests
import Foundation

/// Which sources the running program was compiled from.
///
/// A page shows code from the disk beside what the running program computed; when the two differ,
/// the page would lie. So the first run of a newly built program writes down what the sources meant
/// then, and later runs compare: a touched file or a new comment is no difference.
struct ProgramSources {
  private let compiled: [String: String]

  /// Looks at the executable `program` and at the sources; `cache` is the file that remembers what
  /// the sources meant when the program was first seen.
  init(program: String, sources: SourceIndex, root: String, cache: String) throws {
    guard let stamp = FileStamp(of: program) else {
      throw FileError("read", program)
    }
    let header = "\(program)\t\(stamp.text)"
    if let text = Files.sealedText(cache), case let lines = text.split(separator: "\n"),
      lines.first.map(String.init) == header
    {
      compiled = Dictionary(
        lines.dropFirst().compactMap { line in
          let fields = line.split(separator: "\t").map(String.init)
          return fields.count == 2 ? (fields[0], fields[1]) : nil
        },
        uniquingKeysWith: { $1 }
      )
      return
    }
    var compiled: [String: String] = [:]
    for (path, entry) in sources.entries {
      // A file changed after the program was built is not what it was built from.
      let isOlder = FileStamp(of: "\(root)/\(path)").map { $0.modified <= stamp.modified } ?? false
      compiled[path] = isOlder ? entry.whole.hex : "changed"
    }
    self.compiled = compiled
    let lines = compiled.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)\n" }
    try Files.writeSealed(Array((header + "\n" + lines.joined()).utf8), to: cache)
  }

  /// Returns the first source of some targets that is not what was compiled, or is gone.
  func outdated(among targets: [String], in sources: SourceIndex) -> String? {
    let known = compiled.keys.filter { path in targets.contains { path.hasPrefix("\($0)/") } }
    return Set(known).union(targets.flatMap(sources.sources)).sorted().first { path in
      compiled[path] != sources.entries[path]?.whole.hex
    }
  }
}
