import Yams

/// A text file that begins with YAML between two lines of dashes; lines end as on Unix afterwards.
struct FrontMatter {
  /// The texts of the YAML mapping.
  let fields: [String: String]

  /// What follows, and the number of the line on which it begins.
  let body: String
  let firstLine: Int

  /// Splits a text.
  ///
  /// - Throws: ``SiteError`` when a required field is not there, an unknown one is, or the YAML
  ///   cannot be read.
  init(_ text: String, path: String, required: [String], optional: [String] = []) throws {
    let dashes = Array("---\n".utf8)
    let bytes = text.utf8.contains(13) ? Self.withUnixLines(text) : Array(text.utf8)
    var end = dashes.count
    // Line by line to the second line of dashes.
    while end < bytes.count, !bytes[end...].starts(with: dashes) {
      end = (bytes[end...].firstIndex(of: 10) ?? bytes.count) + 1
    }
    guard bytes.starts(with: dashes), end < bytes.count else {
      throw SiteError(
        code: .badFrontMatter,
        path: path,
        line: 1,
        message: "the file must begin with '---', lines such as 'title: …', and '---'"
      )
    }
    let front = bytes[dashes.count..<end]
    let yaml = String(decoding: front, as: UTF8.self)
    body = String(decoding: bytes[(end + dashes.count)...], as: UTF8.self)
    firstLine = front.count { $0 == 10 } + 3
    let mapping = try YAMLFile(text: yaml, path: path, firstLine: 2).mapping
    var fields: [String: String] = [:]
    for (key, node) in mapping {
      guard let name = key.string, (required + optional).contains(name) else {
        throw SiteError(
          code: .badFrontMatter,
          path: path,
          line: key.mark.map { $0.line + 1 },
          message: "there is no field '\(key.string ?? "")'"
            + SiteError.hint(key.string ?? "", among: required + optional)
        )
      }
      guard let value = node.string, !value.isEmpty else {
        throw SiteError(
          code: .badFrontMatter,
          path: path,
          line: node.mark.map { $0.line + 1 },
          message: "'\(name)' must be a text"
        )
      }
      fields[name] = value
    }
    if let missing = required.first(where: { fields[$0] == nil }) {
      throw SiteError(
        code: .badFrontMatter,
        path: path,
        line: 1,
        message: "the field '\(missing)' is missing; add '\(missing): …' between the dashes"
      )
    }
    self.fields = fields
  }

  private static func withUnixLines(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return bytes.indices.filter { bytes[$0] != 13 || bytes[($0 + 1)...].first != 10 }
      .map { bytes[$0] }
  }
}

/// A YAML text whose root is a mapping.
struct YAMLFile {
  /// The root's keys and values.
  let mapping: Node.Mapping

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - path: The file that it stands in, for messages.
  ///   - firstLine: The number of its first line in that file.
  /// - Throws: ``SiteError`` with the line of what cannot be read.
  init(text: String, path: String, firstLine: Int = 1) throws {
    do {
      // Its default encoding is looked up in the environment, for each text again.
      guard let node = try Yams.compose(yaml: text, .default, .default, .utf8) else {
        mapping = [:]
        return
      }
      guard let mapping = node.mapping else {
        throw SiteError(
          code: .badYAML,
          path: path,
          line: firstLine,
          message: "the YAML must be a mapping: lines such as 'name: value'"
        )
      }
      self.mapping = mapping
    } catch let error as YamlError {
      let (line, problem) = Self.explain(error)
      throw SiteError(
        code: .badYAML,
        path: path,
        line: line.map { $0 + firstLine - 1 },
        message: "the YAML cannot be read: \(problem)"
      )
    }
  }

  private static func explain(_ error: YamlError) -> (line: Int?, problem: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      (context.mark.line, "the key '\(duplicates.first ?? "")' stands there twice")
    default: (nil, "\(error)")
    }
  }
}
