/// The anchors of a page's body, moved to where several bodies stand on one page.
enum Anchors {
  /// Moves a body's anchors behind its page's name, and its links to the bodies beside it.
  ///
  /// `id="noise"` of `a1.1-forward-process.html` becomes `id="a1.1-forward-process-noise"`, and a link to
  /// that page becomes one to `#a1.1-forward-process`.
  ///
  /// - Parameters:
  ///   - body: HTML whose attributes stand in double quotes.
  ///   - href: The page's address.
  ///   - pages: The addresses of all pages whose bodies stand together.
  /// - Returns: The body.
  static func moved(_ body: String, of href: String, among pages: Set<String>) -> String {
    var body = body
    return body.withUTF8 { bytes in
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + bytes.count / 16)
      var copied = 0
      var index = 1
      while index < bytes.count {
        guard bytes[index] == UInt8(ascii: "\""), bytes[index - 1] == UInt8(ascii: "=") else {
          index += 1
          continue
        }
        let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
        let name = bytes[..<(index - 1)].reversed().prefix { $0 > UInt8(ascii: " ") }
        let value = { String(decoding: bytes[(index + 1)..<end], as: UTF8.self) }
        if let moved = Self.moved(name.reversed(), value, of: href, among: pages) {
          result += bytes[copied...index]
          result += moved.utf8
          copied = end
        }
        index = end + 1
      }
      result += bytes[copied...]
      return String(decoding: result, as: UTF8.self)
    }
  }

  /// Returns the new value of an attribute, or `nil` when it stays.
  private static func moved(
    _ name: [UInt8],
    _ value: () -> String,
    of href: String,
    among pages: Set<String>
  ) -> String? {
    switch String(decoding: name, as: UTF8.self) {
    case "id", "for", "aria-labelledby":
      return "\(stem(of: href))-\(value())"
    case "href":
      let value = value()
      let parts = value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let page = parts[0].isEmpty ? href : String(parts[0])
      guard pages.contains(page) else { return nil }
      return "#\(stem(of: page))" + (parts.count == 2 ? "-\(parts[1])" : "")
    default:
      return nil
    }
  }

  /// The anchor of a page's body.
  static func stem(of href: String) -> String { String(href.dropLast(".html".count)) }
}
