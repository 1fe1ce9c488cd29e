import Arrays
import Testing

@Suite struct NarrowingTests {
  /// Every number of binary16 that is finite comes back from its own value.
  @Test func everyNumberOf16BitsIsItsOwnNearest() {
    for bits in UInt16.min...UInt16.max where bits >> 10 & 31 != 31 {
      var value: Float = 0
      withUnsafeBytes(of: bits.littleEndian) { bytes in
        guard let start = bytes.baseAddress else { return }
        NumberType.float16.widen(start, count: 1, into: &value)
      }
      #expect(NumberType.float16Bits(of: value) == bits)
    }
  }

  /// By IEEE 754: steps of 2⁻¹⁰ above 1 and of 2⁻²⁴ near 0, ties to even, 65504 the largest.
  @Test(
    arguments: [
      (1 + 0x1p-11, 0x3c00), (1 + 0x1.8p-10, 0x3c02), (1 + 0x1.1p-11, 0x3c01),
      (0x1p-25, 0), (0x1.8p-24, 2), (0x1.ff8p-15, 0x3ff), (0x1.ffcp-15, 0x400),
      (65504, 0x7bff), (65519, 0x7bff), (65520, 0x7c00), (-65520, 0xfc00), (-0.5, 0xb800),
      (.infinity, 0x7c00),
    ] as [(Float, UInt16)]
  )
  func roundsToTheNearest(value: Float, bits: UInt16) {
    #expect(NumberType.float16Bits(of: value) == bits)
  }

  @Test func noNumberStaysNone() { #expect(NumberType.float16Bits(of: .nan) == 0x7e00) }
}
