import Snippets

/// How the names of sources are remembered: a line a file, its fields separated by tabs, names within
/// by blanks. A line that does not read is one that is not there, and so is a text of another form.
extension SourceNames {
  private static let header = "names 1"

  static func write(_ names: [String: SourceNames], to path: String) throws {
    let lines = names.sorted { $0.key < $1.key }.map { "\n\($0.key)\t\($0.value.text)" }
    try Files.writeSealed(Array((header + lines.joined()).utf8), to: path)
  }

  static func read(_ path: String) -> [String: SourceNames] {
    let lines = Files.sealedText(path)?.split(separator: "\n") ?? []
    guard lines.first.map(String.init) == header else { return [:] }
    var names: [String: SourceNames] = [:]
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 6 else { continue }
      names[String(fields[0])] = SourceNames(fields: Array(fields.dropFirst()))
    }
    return names
  }

  private var text: String {
    let additions = extensions.map {
      "\($0.type.joined(separator: ".")):\($0.members.joined(separator: ","))"
    }
    return [
      declared.sorted(), types.sorted(), additions, mentioned.sorted(),
      mentionedByPresenting.sorted(),
    ].map { $0.joined(separator: " ") }.joined(separator: "\t")
  }

  private init(fields: [Substring]) {
    func words(_ index: Int) -> [String] { fields[index].split(separator: " ").map(String.init) }
    self.init(
      declared: Set(words(0)),
      types: Set(words(1)),
      extensions: words(2).map { word in
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        return Extension(
          type: parts[0].split(separator: ".").map(String.init),
          members: parts.count > 1 ? parts[1].split(separator: ",").map(String.init) : []
        )
      },
      mentioned: Set(words(3)),
      mentionedByPresenting: Set(words(4))
    )
  }
}
