/// The Philox 4×32-10 bijection: a counter and a key in, four random words out.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).
enum Philox {
  typealias Counter = (UInt32, UInt32, UInt32, UInt32)

  static func block(counter: Counter, key: (UInt32, UInt32)) -> [UInt32] {
    var (a, b, c, d) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let first = UInt64(a) * 0xd251_1f53
      let second = UInt64(c) * 0xcd9e_8d57
      (a, b, c, d) = (
        UInt32(truncatingIfNeeded: second >> 32) ^ b ^ k0, UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ d ^ k1, UInt32(truncatingIfNeeded: first)
      )
      k0 &+= 0x9e37_79b9
      k1 &+= 0xbb67_ae85
    }
    return [a, b, c, d]
  }
}
