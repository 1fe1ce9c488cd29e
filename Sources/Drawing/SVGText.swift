/// Rewrites the SVG files of Cairo: smaller, with pixels that stay pixels, and with ids of their own.
///
/// Cairo numbers some ids by what the process drew before. Here every id is a number in order of
/// appearance behind a digest of the file, so a file's bytes depend on its own drawing alone, and
/// different files can stand in one page.
struct SVGText {
  private var output: [UInt8] = []
  private var ids: [String: Int] = [:]

  /// Stands for the digest until the file is whole.
  private static let digestMark: UInt8 = 1

  static func tidied(_ bytes: [UInt8]) -> [UInt8] {
    var text = SVGText()
    text.output.reserveCapacity(bytes.count)
    var position = 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    {
      text.addTag(bytes[start + 1..<end])
      position = end + 1
    }
    let name = Array("f\(String(text.output.fnv1a % 0x7fff_ffff, radix: 36))-".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(text.output.count * 2)
    for byte in text.output {
      if byte == digestMark { result += name } else { result.append(byte) }
    }
    return result
  }

  /// Adds one tag, given without its angle brackets, attribute by attribute.
  private mutating func addTag(_ tag: ArraySlice<UInt8>) {
    // Cairo quotes with double quotes, so that every second part is an attribute's value.
    let parts = tag.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    let opening = parts[0].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: true)
    guard let name = opening.first, name.first != UInt8(ascii: "?") else { return }
    // A symbol clips what is left of its origin or above it; a group does not.
    let isSymbol = Self.text(name).hasSuffix("symbol")
    output += [UInt8(ascii: "<")] + (isSymbol ? name.dropLast(6) + [UInt8(ascii: "g")] : name)

    var attribute = opening.count > 1 ? Self.text(opening[1]) : ""
    for index in stride(from: 1, to: parts.count - 1, by: 2) {
      addAttribute(String(attribute.dropLast()), parts[index])
      if attribute == "transform=" && Self.text(name) == "use" && Self.enlarges(parts[index]) {
        add("style", Array("image-rendering:pixelated".utf8))
      }
      attribute = Self.text(parts[index + 1].filter { $0 != UInt8(ascii: " ") })
    }
    if tag.last == UInt8(ascii: "/") && name.last != UInt8(ascii: "/") {
      output.append(UInt8(ascii: "/"))
    }
    output.append(UInt8(ascii: ">"))
  }

  private mutating func addAttribute(_ name: String, _ value: ArraySlice<UInt8>) {
    switch name {
    case "xmlns:xlink", "version", "overflow", "clip-rule": return
    case "d": add(name, SVGNumbers.path(value))
    case "style":
      let kept = Self.declarations(value)
      if !kept.isEmpty { add(name, renamed(kept[...])) }
    case "id", "xlink:href", "clip-path", "mask", "filter":
      add(name == "xlink:href" ? "href" : name, renamed(value, isID: name == "id"))
    case "transform", "patternTransform", "gradientTransform", "xmlns": add(name, Array(value))
    default: add(name, SVGNumbers.rounded(value))
    }
  }

  private mutating func add(_ name: String, _ value: [UInt8]) {
    output += Array(" \(name)=\"".utf8) + value + [UInt8(ascii: "\"")]
  }

  /// Returns a value with the id in it, the whole value or what follows a `#`, renamed.
  private mutating func renamed(_ value: ArraySlice<UInt8>, isID: Bool = false) -> [UInt8] {
    guard let start = isID ? value.startIndex : Self.reference(in: value) else {
      return Array(value)
    }
    let end = value[start...].firstIndex(of: UInt8(ascii: ")")) ?? value.endIndex
    let number = ids[Self.text(value[start..<end]), default: ids.count]
    ids[Self.text(value[start..<end])] = number
    let name = [Self.digestMark] + Array(String(number, radix: 36).utf8)
    return value[..<start] + name + value[end...]
  }

  private static func reference(in value: ArraySlice<UInt8>) -> Int? {
    if value.first == UInt8(ascii: "#") { return value.startIndex + 1 }
    return value.indices.dropFirst()
      .first { value[$0] == UInt8(ascii: "#") && value[$0 - 1] == UInt8(ascii: "(") }
      .map { $0 + 1 }
  }

  /// Says whether a `matrix(…)` makes things wider.
  private static func enlarges(_ matrix: ArraySlice<UInt8>) -> Bool {
    let first = text(matrix.drop { $0 != UInt8(ascii: "(") }.dropFirst())
      .split(separator: ",").first
    return first.flatMap { Double($0) }.map { $0 > 1 } ?? false
  }

  /// Returns the declarations of a style that differ from what SVG takes for granted.
  private static func declarations(_ style: ArraySlice<UInt8>) -> [UInt8] {
    style.split(separator: UInt8(ascii: ";"))
      .map { $0.drop { $0 == UInt8(ascii: " ") } }
      .filter { !defaults.contains(text($0)) }
      .map { SVGNumbers.color($0) ?? SVGNumbers.rounded($0) }
      .joined(separator: [UInt8(ascii: ";")])
      .map { $0 }
  }

  private static let defaults: Set<String> = [
    "stroke:none", "fill-rule:nonzero", "fill-opacity:1", "stroke-opacity:1", "stop-opacity:1",
    "stroke-linecap:butt", "stroke-miterlimit:4", "stroke-dasharray:none",
  ]

  private static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }
}

extension [UInt8] {
  /// The 64-bit FNV-1a hash.
  fileprivate var fnv1a: UInt64 {
    reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
