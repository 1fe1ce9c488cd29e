/// Short forms of the numbers in SVG attributes.
enum SVGNumbers {
  /// Returns path data with coordinates rounded to hundredths and no more spaces than needed.
  static func path(_ data: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var tokens = data.split(separator: UInt8(ascii: " "))
    // Cairo ends a closed part by a move to where it began.
    if tokens.count > 3 && tokens[tokens.count - 3] == [UInt8(ascii: "M")] { tokens.removeLast(3) }
    for token in tokens {
      let short = rounded(token)
      if let last = result.last, let first = short.first {
        let isNeeded = isDigit(last) && (isDigit(first) || first == UInt8(ascii: "."))
        if isNeeded { result.append(UInt8(ascii: " ")) }
      }
      result += short
    }
    return result
  }

  /// Returns text with every decimal fraction in it rounded to hundredths.
  static func rounded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let end = text[index...].firstIndex { !isDigit($0) } ?? text.endIndex
      guard end > index, end + 1 < text.endIndex, text[end] == UInt8(ascii: "."),
        isDigit(text[end + 1])
      else {
        result += text[index..<max(end, index + 1)]
        index = max(end, index + 1)
        continue
      }
      let last = text[(end + 1)...].firstIndex { !isDigit($0) } ?? text.endIndex
      let number = short(whole: text[index..<end], fraction: text[end + 1..<last])
      if number == [UInt8(ascii: "0")] && result.last == UInt8(ascii: "-") { result.removeLast() }
      result += number
      index = last
    }
    return result
  }

  /// Returns a declaration of an `rgb(…%)` colour in hexadecimal, or nil for any other.
  static func color(_ declaration: ArraySlice<UInt8>) -> [UInt8]? {
    let text = String(decoding: declaration, as: UTF8.self)
    guard let open = text.firstIndex(of: "("), text[..<open].hasSuffix(":rgb") else { return nil }
    let parts = text[text.index(after: open)...].dropLast().split(separator: ",")
    let values = parts.compactMap { Double($0.dropLast()) }
    guard values.count == 3 else { return nil }
    let hex = values.map { value in
      let byte = String(Int((value * 2.55).rounded()), radix: 16)
      return byte.count == 1 ? "0" + byte : byte
    }
    return Array("\(text[..<open].dropLast(3))#\(hex.joined())".utf8)
  }

  private static func short(
    whole: ArraySlice<UInt8>,
    fraction: ArraySlice<UInt8>
  ) -> [UInt8] {
    let zero = UInt8(ascii: "0")
    let digits = (whole + fraction.prefix(3)).reduce(0) { $0 * 10 + Int($1 - zero) }
    let scale = [1, 10, 100, 1000][min(3, fraction.count)]
    let hundredths = (digits * 1000 / scale + 5) / 10
    let (units, rest) = (hundredths / 100, hundredths % 100)
    if rest == 0 { return Array(String(units).utf8) }
    let tail = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
    return Array("\(units == 0 ? "" : String(units)).\(tail)".utf8)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
