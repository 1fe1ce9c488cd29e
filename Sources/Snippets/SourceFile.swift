/// A Swift source file that shows parts of itself.
///
/// The markers are DocC's: `// snippet.NAME` opens a slice, `// snippet.end` closes it, and
/// `// snippet.hide` … `// snippet.show` inside leave lines out. They are read strictly: whatever
/// DocC would overlook (an unended slice, a name used twice) is an error here, because the page that
/// relies on it would be wrong.
public struct SourceFile: Sendable {
  /// The path, relative to the package's root.
  public let path: String

  /// The whole text.
  public let text: String

  /// Creates a file from its text.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// Lines of a file that are shown together, without their common indentation.
  public struct Slice: Hashable, Sendable {
    /// The name after `snippet.`.
    public let name: String

    /// The shown lines, at least one.
    public let lines: [Line]
  }

  /// One line of a slice.
  public struct Line: Hashable, Sendable {
    /// The line's number in its file, counted from 1.
    public let number: Int

    /// The line without the indentation that the whole slice shares.
    public let text: String
  }

  /// Returns the slice of a name.
  ///
  /// - Throws: ``SnippetError`` when the file has no such slice, or any marker that cannot be read.
  public func slice(_ name: String) throws(SnippetError) -> Slice {
    let slices = try slices()
    guard let slice = slices.first(where: { $0.name == name }) else {
      throw SnippetError(
        code: .unknownSlice,
        path: path,
        line: nil,
        name: name,
        suggestion: slices.map(\.name).nearest(to: name)
      )
    }
    return slice
  }

  /// Returns all slices in the order of the file.
  ///
  /// - Throws: ``SnippetError`` for the first marker that cannot be read.
  public func slices() throws(SnippetError) -> [Slice] {
    var slices: [Slice] = []
    var open: (name: String, line: Int, lines: [Line], isHidden: Bool)?

    // By bytes: whether a character is a line break of any script is a slow question.
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let line = Substring(bytes.last == 13 ? bytes.dropLast() : bytes)
      let number = index + 1
      guard let marker = Self.marker(in: line) else {
        if open?.isHidden == false { open?.lines.append(Line(number: number, text: String(line))) }
        continue
      }
      func failure(_ code: SnippetError.Code, _ name: String) -> SnippetError {
        SnippetError(code: code, path: path, line: number, name: name)
      }
      switch (marker, open) {
      case ("end", let slice?):
        guard !slice.lines.isEmpty else { throw failure(.emptySlice, slice.name) }
        slices.append(Slice(name: slice.name, lines: Self.withoutCommonIndentation(slice.lines)))
        open = nil
      case ("hide", .some): open?.isHidden = true
      case ("show", .some): open?.isHidden = false
      case ("end", nil), ("hide", nil), ("show", nil): throw failure(.endWithoutStart, marker)
      case (_, let slice?):
        throw SnippetError(code: .unendedSlice, path: path, line: slice.line, name: slice.name)
      case (_, nil):
        guard Self.isName(marker) else { throw failure(.invalidName, marker) }
        guard !slices.contains(where: { $0.name == marker }) else {
          throw failure(.duplicateSlice, marker)
        }
        open = (marker, number, [], false)
      }
    }
    if let slice = open {
      throw SnippetError(code: .unendedSlice, path: path, line: slice.line, name: slice.name)
    }
    return slices
  }

  /// Returns what follows `// snippet.` on a line that holds nothing else.
  private static func marker(in line: Substring) -> String? {
    let comment = line.utf8.drop { $0 == 32 || $0 == 9 }
    guard comment.starts(with: "//".utf8) else { return nil }
    let text = comment.dropFirst(2).drop { $0 == 32 }
    guard text.starts(with: "snippet.".utf8) else { return nil }
    let name = Substring(text.dropFirst("snippet.".utf8.count))
    return String(name.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
  }

  private static func withoutCommonIndentation(_ lines: [Line]) -> [Line] {
    let indentation =
      lines.filter { !$0.text.allSatisfy(\.isWhitespace) }
      .map { $0.text.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { Line(number: $0.number, text: String($0.text.dropFirst(indentation))) }
  }
}
