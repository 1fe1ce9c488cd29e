/// Reads a template's text.
struct TemplateParser {
  /// What stands between two pairs of braces.
  private struct Tag {
    /// The sign before the name; `nil` for a value.
    let sign: Character?
    let name: String
    let line: Int
  }

  private let path: String

  /// The names of all templates.
  private let names: Set<String>

  private let bytes: [UInt8]

  /// How far the text is read, and the number of the line there.
  private var index = 0
  private var line = 1

  private init(_ text: String, path: String, names: Set<String>) {
    bytes = Array(text.utf8)
    self.path = path
    self.names = names
  }

  /// Reads a template.
  ///
  /// - Parameters:
  ///   - text: The template.
  ///   - path: The file that it stands in.
  ///   - names: The names of the templates that it may include.
  /// - Returns: The template.
  /// - Throws: ``SiteError`` with the line of what cannot be read.
  static func template(
    _ text: String,
    path: String,
    names: Set<String>
  ) throws(SiteError) -> Template {
    var parser = TemplateParser(text, path: path, names: names)
    return Template(path: path, pieces: try parser.pieces(of: nil))
  }

  /// Reads to the end of a section, or of the template.
  private mutating func pieces(of section: Tag?) throws(SiteError) -> [Template.Piece] {
    var pieces: [Template.Piece] = []
    while let tag = try nextTag(after: &pieces) {
      switch tag.sign {
      case nil, "{", "&":
        pieces.append(.value(tag.name, isRaw: tag.sign != nil, line: tag.line))
      case "#", "^":
        let inner = try self.pieces(of: tag)
        pieces.append(
          .section(tag.name, isInverted: tag.sign == "^", pieces: inner, line: tag.line)
        )
      case "/":
        guard tag.name == section?.name else {
          throw failure(tag.line, "'{{/\(tag.name)}}' ends no section that is open")
        }
        return pieces
      case ">":
        guard names.contains(tag.name) else {
          throw failure(
            tag.line,
            "there is no template '\(tag.name)'" + SiteError.hint(tag.name, among: names)
          )
        }
        pieces.append(.partial(tag.name))
      default: break
      }
    }
    if let section { throw failure(section.line, "the section '\(section.name)' is not ended") }
    return pieces
  }

  /// Reads the text up to the next tag, and the tag; `nil` at the end.
  private mutating func nextTag(after pieces: inout [Template.Piece]) throws(SiteError) -> Tag? {
    let start = position(of: "{{", from: index) ?? bytes.count
    var text = bytes[index..<start]
    defer { if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) } }
    move(to: start)
    guard start < bytes.count else { return nil }
    let tag = try readTag()
    // A tag that sets nothing itself leaves nothing of a line that it has for itself.
    if let sign = tag.sign, "#^/>!".contains(sign) {
      let isBlank = { (byte: UInt8) in byte == 32 || byte == 9 }
      let before = text.reversed().prefix(while: isBlank).count
      let end = index + bytes[index...].prefix(while: isBlank).count
      let lineStart = start - before
      if lineStart == 0 || bytes[lineStart - 1] == 10, end == bytes.count || bytes[end] == 10 {
        text.removeLast(before)
        move(to: min(end + 1, bytes.count))
      }
    }
    return tag
  }

  /// Reads the tag that begins here.
  private mutating func readTag() throws(SiteError) -> Tag {
    let line = line
    let start = index + 2
    let close = bytes[start...].first == UInt8(ascii: "{") ? "}}}" : "}}"
    guard let end = position(of: close, from: start) else {
      throw failure(line, "the tag is not ended by '\(close)'")
    }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    let sign = text.first.flatMap { "{&#^/>!".contains($0) ? $0 : nil }
    let words = text.dropFirst(sign == nil ? 0 : 1).split(separator: " ")
    let isName = words.count == 1 && words[0].allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    guard isName || sign == "!" else {
      throw failure(line, "'{{\(text)}}' is no tag that is known here")
    }
    move(to: end + close.utf8.count)
    return Tag(sign: sign, name: words.joined(separator: " "), line: line)
  }

  private func position(of text: String, from start: Int) -> Int? {
    (start..<bytes.count).first { bytes[$0...].starts(with: text.utf8) }
  }

  private mutating func move(to position: Int) {
    line += bytes[index..<position].count { $0 == 10 }
    index = position
  }

  private func failure(_ line: Int, _ message: String) -> SiteError {
    SiteError(code: .badTemplate, path: path, line: line, message: message)
  }
}
