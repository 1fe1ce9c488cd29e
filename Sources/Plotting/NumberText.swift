#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers as they are set in figures: a true minus sign, never a negative zero.
enum NumberText {
  /// Returns a number with a fixed count of decimals, thousands parted by thin spaces from 10 000 on.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "−∞" : "∞" }
    let scaled = (abs(value) * pow(10, Double(digits))).rounded()
    guard scaled < 1e15 else { return scientific(value) }
    let text = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    let sign = value < 0 && scaled > 0 ? "−" : ""
    let whole = grouped(padded.dropLast(digits))
    return sign + whole + (digits > 0 ? "." + padded.suffix(digits) : "")
  }

  /// Returns a number as a mantissa of at most three figures and a power of ten.
  static func scientific(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return fixed(value, 0) }
    var exponent = Int(floor(log10(abs(value)) + 1e-9))
    var mantissa = (abs(value) / pow(10, Double(exponent)) * 100).rounded() / 100
    if mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    let sign = value < 0 ? "−" : ""
    return sign + (mantissa == 1 ? "" : "\(shortest(mantissa)) × ") + powerOfTen(exponent)
  }

  /// Returns 10ⁿ, with 1 and 10 as they are.
  static func powerOfTen(_ exponent: Int) -> String {
    if exponent == 0 { return "1" }
    if exponent == 1 { return "10" }
    let figures = String(abs(exponent)).unicodeScalars.map { superscripts[Int($0.value) - 48] }
    return "10" + (exponent < 0 ? "⁻" : "") + figures.joined()
  }

  /// Returns a number without the zeros that end its decimals, at most six of them.
  static func shortest(_ value: Double) -> String {
    for digits in 0..<6
    where abs(
      value - (value * pow(10, Double(digits))).rounded()
        / pow(10, Double(digits))
    ) <= abs(value) * 1e-9 {
      return fixed(value, digits)
    }
    return fixed(value, 6)
  }

  private static let superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  private static func grouped(_ whole: some StringProtocol) -> String {
    guard whole.count > 4 else { return String(whole) }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0 && (whole.count - index) % 3 == 0 { result.append("\u{2009}") }
      result.append(digit)
    }
    return result
  }
}

extension BinaryFloatingPoint {
  /// Returns the number with a fixed count of decimals and a true minus sign, as figures show it.
  public func fixed(_ digits: Int) -> String { NumberText.fixed(Double(self), digits) }
}
