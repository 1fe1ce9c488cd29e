import Foundation
import TestSupport
import Testing

@testable import Arrays

@Suite struct NumberTypeTests {
  /// IEEE 754's binary16, by its definition: all 65,536 numbers.
  @Test func everyHalfIsWidenedExactly() throws {
    let bits = (0...UInt16.max).map(\.self)
    let widened = try values(bits.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, .float16)
    for (bits, value) in zip(bits, widened) {
      let exponent = Int(bits >> 10 & 31), fraction = Double(bits & 1023)
      let magnitude =
        exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * pow(2, Double(exponent - 25))
      if exponent == 31 {
        #expect(bits & 1023 == 0 ? value.isInfinite : value.isNaN)
        #expect(bits & 1023 != 0 || (value < 0) == (bits >> 15 == 1))
      } else {
        #expect(value == Float(bits >> 15 == 1 ? -magnitude : magnitude))
      }
    }
  }

  @Test func theWayByBitsIsThatOfTheProcessor() {
    for first in stride(from: 0, through: Int(UInt16.max) - 7, by: 8) {
      let bits = SIMD8<UInt16>((first..<first + 8).map { UInt16($0) })
      let (one, other) = (HalfPrecision.float16(bits), HalfPrecision.float16ByBits(bits))
      for lane in 0..<8 {
        #expect(one[lane] == other[lane] || one[lane].isNaN && other[lane].isNaN)
      }
    }
  }

  @Test func aHalfOfTheOtherKindIsTheUpperHalfOfAFloat() throws {
    let numbers: [Float] = [1, -2.5, 0, .infinity, 1e-38, 3]
    let bytes = numbers.flatMap { number in
      let upper = UInt16(number.bitPattern >> 16)
      return [UInt8(upper & 255), UInt8(upper >> 8)]
    }
    let expected = numbers.map { Float(bitPattern: $0.bitPattern & 0xffff_0000) }
    #expect(try values(bytes, .bfloat16) == expected)
  }

  @Test func wholeNumbersAndDoublesAreConverted() throws {
    #expect(try values([255, 255, 255, 255, 255, 255, 255, 255], .int64) == [-1])
    #expect(try values([0, 1, 0, 0], .int32) == [256])
    #expect(try values([255, 127], .int16) == [32767])
    #expect(try values([255, 1], .int8) == [-1, 1])
    #expect(try values([255, 1], .uint8) == [255, 1])
    #expect(try values([0, 0, 0, 0, 0, 0, 248, 63], .float64) == [1.5])
  }

  @Test func aFolderIsNoFile() {
    #expect(throws: MappedFile.Failure.self) { try MappedFile(path: "/") }
    #expect(throws: MappedFile.Failure.self) { try MappedFile(path: "/nowhere/at/all") }
  }

  /// The numbers begin at an odd byte, as they may in a file.
  private func values(_ bytes: [UInt8], _ type: NumberType) throws -> [Float] {
    try withTemporaryFolder { folder in
      let path = "\(folder)/numbers"
      try Data([7] + bytes).write(to: URL(fileURLWithPath: path))
      let file = try MappedFile(path: path)
      return MappedNumbers(in: file, at: 1, type: type, count: bytes.count / type.byteCount).values
    }
  }
}
