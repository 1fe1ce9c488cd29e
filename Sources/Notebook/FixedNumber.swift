import Foundation

/// Sets a number with a fixed count of decimals, with a true minus sign and never as "−0".
///
/// The same on every machine and in every locale.
public func fixed(_ value: Double, digits: Int) -> String {
  precondition(digits >= 0, "a number cannot have \(digits) decimals")
  let text = String(format: "%.\(digits)f", abs(value))
  let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
  return value < 0 && !isZero ? "−\(text)" : text
}
