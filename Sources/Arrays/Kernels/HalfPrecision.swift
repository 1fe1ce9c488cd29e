/// Numbers of 16 bits as `Float`, eight at a time and exactly.
enum HalfPrecision {
  typealias Bits = SIMD8<UInt32>

  /// Widens eight numbers of IEEE 754's binary16.
  @inline(__always)
  static func float16(_ bits: SIMD8<UInt16>) -> Vector {
    #if os(macOS) && arch(x86_64)
      float16ByBits(bits)
    #else
      Vector(unsafeBitCast(bits, to: SIMD8<Float16>.self))
    #endif
  }

  /// ``float16(_:)`` for systems that do not have the type.
  ///
  /// Exponent and fraction are moved to where `Float` has them, and the exponent's bias is made good by
  /// a product, which is right for numbers without a leading one as well; what comes out at 2¹⁶ or
  /// above was infinite or no number.
  @inline(__always)
  static func float16ByBits(_ bits: SIMD8<UInt16>) -> Vector {
    let wide = Bits(truncatingIfNeeded: bits)
    let magnitude = unsafeBitCast((wide & 0x7fff) &<< 13, to: Vector.self) * 0x1p112
    let isFinite = magnitude - Vector(repeating: 0x1p16)
    let special = unsafeBitCast(
      unsafeBitCast(magnitude, to: Bits.self) | Bits(repeating: 0x7f80_0000),
      to: Vector.self
    )
    let value = special.replaced(by: magnitude, whereNegative: isFinite)
    return unsafeBitCast(
      unsafeBitCast(value, to: Bits.self) | ((wide & 0x8000) &<< 16),
      to: Vector.self
    )
  }

  /// Widens eight numbers that are the upper halves of `Float`.
  @inline(__always)
  static func bfloat16(_ bits: SIMD8<UInt16>) -> Vector {
    unsafeBitCast(Bits(truncatingIfNeeded: bits) &<< 16, to: Vector.self)
  }

  /// Widens `count` numbers, which may lie at any byte.
  @inline(__always)
  static func widen(
    _ bytes: UnsafeRawPointer,
    count: Int,
    into result: UnsafeMutablePointer<Float>,
    _ widened: (SIMD8<UInt16>) -> Vector
  ) {
    var place = 0
    while place + vectorWidth <= count {
      result[vector: place] = widened(
        bytes.loadUnaligned(fromByteOffset: 2 * place, as: SIMD8<UInt16>.self)
      )
      place += vectorWidth
    }
    guard place < count else { return }
    var rest = SIMD8<UInt16>.zero
    for lane in 0..<count - place {
      rest[lane] = bytes.loadUnaligned(fromByteOffset: 2 * (place + lane), as: UInt16.self)
    }
    store(widened(rest), result + place, count - place)
  }
}
