#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A stream of random numbers that is fixed by a seed and by names.
///
/// Philox 4×32 with ten rounds (Salmon et al. 2011): the n-th block of a stream is a function of its
/// key and of n alone, so streams do not depend on each other, on the order of chapters, or on the
/// number of threads. `RandomStream(seed: 180, "A1.1", "noise")` gives the same numbers everywhere.
public struct RandomStream: RandomNumberGenerator, Sendable {
  let key: (UInt32, UInt32)
  let stream: UInt64
  var block: UInt64 = 0
  var words: [UInt32] = []
  var spareNormal: Float?

  /// Creates the stream of a seed and of names, such as a chapter's id and a purpose.
  public init(seed: UInt64, _ names: String...) {
    self.init(seed: seed, names: names)
  }

  /// Creates the stream of a seed and of names that are known only at run time.
  public init(seed: UInt64, names: [String]) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    stream = Self.digest(of: names)
  }

  /// Returns 32 fresh random bits.
  public mutating func nextWord() -> UInt32 {
    if words.isEmpty {
      words = Philox.block(
        counter: (
          UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
          UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)
        ),
        key: key
      ).reversed()
      block += 1
    }
    return words.removeLast()
  }

  public mutating func next() -> UInt64 {
    let low = UInt64(nextWord())
    return UInt64(nextWord()) << 32 | low
  }

  /// Returns a number drawn uniformly from `0..<1`, a multiple of 2⁻²⁴.
  public mutating func nextUniform() -> Float { Float(nextWord() >> 8) * 0x1p-24 }

  /// Returns a standard normal number, by Box and Muller's transform in double precision.
  public mutating func nextNormal() -> Float {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let radius = (-2 * log((Double(nextWord()) + 1) * 0x1p-32)).squareRoot()
    let angle = 2 * Double.pi * Double(nextWord()) * 0x1p-32
    spareNormal = Float(radius * sin(angle))
    return Float(radius * cos(angle))
  }

  /// FNV-1a over the names, a zero byte after each, so that ("ab", "c") and ("a", "bc") differ.
  private static func digest(of names: [String]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for name in names {
      for byte in Array(name.utf8) + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return hash
  }
}

extension NDArray {
  /// Draws an array of independent standard normal numbers.
  public static func randomNormal(shape: [Int], using stream: inout RandomStream) -> NDArray {
    var values = [Float](repeating: 0, count: shape.reduce(1, *))
    for index in values.indices {
      values[index] = stream.nextNormal()
    }
    return NDArray(values, shape: shape)
  }

  /// Draws an array of independent numbers, uniform in `0..<1`.
  public static func randomUniform(shape: [Int], using stream: inout RandomStream) -> NDArray {
    var values = [Float](repeating: 0, count: shape.reduce(1, *))
    for index in values.indices {
      values[index] = stream.nextUniform()
    }
    return NDArray(values, shape: shape)
  }
}
