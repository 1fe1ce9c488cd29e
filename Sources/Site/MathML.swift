import Digests
import Foundation
import Notebook

/// Sets TeX formulas as MathML by the program `blahtexml`, and remembers each formula.
struct MathML: Sendable {
  /// Raised when formulas are set in another way, so that those that are kept are set again.
  private static let format = 2

  /// Where set formulas are kept, by the digest of their TeX.
  let cache: String

  /// A formula that cannot be set.
  struct Failure: Error {
    let code: SiteError.Code
    let message: String
  }

  /// Returns a formula as a `<math>` element.
  ///
  /// - Parameters:
  ///   - tex: The TeX between the dollar signs.
  ///   - isDisplay: Whether the formula stands on a line of its own.
  /// - Returns: The element.
  /// - Throws: ``Failure`` for TeX that cannot be read, or an error of the store.
  func element(_ tex: String, isDisplay: Bool) throws -> String {
    let path = "\(cache)/math/\(Digest.of("\(Self.format) \(isDisplay) \(tex)").hex)"
    if let known = Files.sealedText(path) { return known }
    let markup = try run(tex, isDisplay: isDisplay)
    let display = isDisplay ? " display=\"block\"" : ""
    let element =
      "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"\(display)><semantics>"
      + "<mrow>\(markup)</mrow><annotation encoding=\"application/x-tex\">\(HTML.escape(tex))"
      + "</annotation></semantics></math>"
    try Files.writeSealed(Array(element.utf8), to: path)
    return element
  }

  private func run(_ tex: String, isDisplay: Bool) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["blahtexml", "--mathml", "--mathml-version-1-fonts"] + (isDisplay ? ["--displaymath"] : [])
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    // When the program is missing nobody reads; the exit code says so below.
    try? input.fileHandleForWriting.write(contentsOf: Data(tex.utf8))
    try? input.fileHandleForWriting.close()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(),
      as: UTF8.self
    )
    process.waitUntilExit()
    guard process.terminationStatus != 127 else {
      throw Failure(
        code: .toolMissing,
        message: "formulas are set by 'blahtexml', which is not installed; 'make setup' installs it"
      )
    }
    if let message = text.firstMatch(of: /<message>([\s\S]*?)<\/message>/) {
      throw Failure(
        code: .badMath,
        message: "the TeX cannot be read: \(unescape(message.output.1))"
      )
    }
    guard let markup = text.firstMatch(of: /<markup>\s*([\s\S]*?)\s*<\/markup>/) else {
      throw Failure(code: .badMath, message: "blahtexml gave no MathML for '\(tex)'")
    }
    // A true minus sign, a hat that stands above its letter, the epsilon of the prose; and attributes
    // that browsers no longer know, for which the theme gives the class its weight.
    return String(markup.output.1)
      .replacing(">-</mo>", with: ">−</mo>").replacing("&#x302;", with: "^")
      .replacing("&#x3f5;", with: "&#x3b5;")
      .replacing("fontstyle=\"normal\" fontweight=\"bold\"", with: "class=\"bold\"")
  }

  private func unescape(_ text: Substring) -> String {
    String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing(
      "&amp;",
      with: "&"
    )
  }
}
