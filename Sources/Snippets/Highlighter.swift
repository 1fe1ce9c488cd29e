import SwiftIDEUtils
import SwiftParser
import SwiftSyntax

/// Sets Swift source text as HTML, a span for each word that has a class of its own.
///
/// Classes: `k` keyword, `t` type, `n` number, `s` string, `c` comment, `a` attribute.
public enum Highlighter {
  /// Returns the lines of a source text as HTML, escaped, without their line breaks.
  public static func lines(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    var lines = [""]
    for span in Parser.parse(source: text).classifications {
      let range = span.range.lowerBound.utf8Offset..<span.range.upperBound.utf8Offset
      let pieces = bytes[range].split(separator: 10, omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0 { lines.append("") }
        guard !piece.isEmpty else { continue }
        let escaped = escape(String(decoding: piece, as: UTF8.self))
        lines[lines.count - 1] +=
          cssClass(of: span.kind).map { "<span class=\"\($0)\">\(escaped)</span>" } ?? escaped
      }
    }
    return lines
  }

  private static func cssClass(of kind: SyntaxClassification) -> String? {
    switch kind {
    case .keyword: "k"
    case .type: "t"
    case .integerLiteral, .floatLiteral: "n"
    case .stringLiteral, .regexLiteral: "s"
    case .lineComment, .blockComment, .docLineComment, .docBlockComment: "c"
    case .attribute, .ifConfigDirective: "a"
    default: nil
    }
  }

  private static func escape(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
  }
}
