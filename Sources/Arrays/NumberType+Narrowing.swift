extension NumberType {
  /// Returns the bits of a number of IEEE 754's binary16: the nearest one, and of two the even one.
  ///
  /// What is too large becomes infinite.
  package static func float16Bits(of value: Float) -> UInt16 {
    let sign = UInt16(truncatingIfNeeded: value.bitPattern >> 16) & 0x8000
    let magnitude = value.magnitude
    if value.isNaN { return sign | 0x7e00 }
    if magnitude >= 65520 { return sign | 0x7c00 }
    if magnitude < 0x1p-14 {
      // Without a leading one: multiples of 2⁻²⁴.
      return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven))
    }
    let bits = magnitude.bitPattern
    let rounded = bits + 0xfff + (bits >> 13 & 1)
    // The bias of the exponent is 15 and not 127.
    return sign | UInt16((rounded >> 13) - (112 << 10))
  }
}
