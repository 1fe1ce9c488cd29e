/// Eight numbers that a kernel works on at once.
///
/// One AVX register, or two of NEON; the operations are the same on both, lane by lane, so that the
/// results are too.
typealias Vector = SIMD8<Float>

/// The number of lanes of a ``Vector``.
let vectorWidth = 8

extension Vector {
  private typealias Bits = SIMD8<Int32>

  /// The numbers without their signs.
  @inline(__always)
  var magnitude: Vector {
    unsafeBitCast(unsafeBitCast(self, to: Bits.self) & Bits(repeating: .max), to: Vector.self)
  }

  /// The numbers, with others where a third is below zero.
  ///
  /// By bits, because the standard library's masks come out as a branch for each lane.
  @inline(__always)
  func replaced(by other: Vector, whereNegative sign: Vector) -> Vector {
    let mask = unsafeBitCast(sign, to: Bits.self) &>> 31
    let bits = unsafeBitCast(self, to: Bits.self), others = unsafeBitCast(other, to: Bits.self)
    return unsafeBitCast((others & mask) | (bits & ~mask), to: Vector.self)
  }
}

extension Vector {
  /// The first lanes, and zeros behind them.
  @inline(__always)
  func first(_ valid: Int) -> Vector {
    if valid == vectorWidth { return self }
    let lanes = Vector(0, 1, 2, 3, 4, 5, 6, 7)
    return Vector.zero.replaced(
      by: self,
      whereNegative: lanes - Vector(repeating: Float(valid))
    )
  }
}

extension UnsafePointer<Float> {
  /// The eight numbers from an offset on; they need no alignment.
  subscript(vector offset: Int) -> Vector {
    @inline(__always) get { UnsafeRawPointer(self + offset).loadUnaligned(as: Vector.self) }
  }
}

extension UnsafeMutablePointer<Float> {
  /// The eight numbers from an offset on; they need no alignment.
  subscript(vector offset: Int) -> Vector {
    @inline(__always) get { UnsafeRawPointer(self + offset).loadUnaligned(as: Vector.self) }
    @inline(__always) nonmutating set {
      UnsafeMutableRawPointer(self + offset).storeBytes(of: newValue, as: Vector.self)
    }
  }
}

extension Int {
  /// The number rounded up to a multiple of another.
  @inline(__always)
  func roundedUp(to step: Int) -> Int { (self + step - 1) / step * step }
}

/// Loads up to eight numbers; the rest are zero.
///
/// All eight are read, which a ``Storage`` allows.
@inline(__always)
func load(_ start: UnsafePointer<Float>, _ valid: Int) -> Vector {
  start[vector: 0].first(valid)
}

/// Stores up to eight numbers.
@inline(__always)
func store(_ vector: Vector, _ start: UnsafeMutablePointer<Float>, _ valid: Int) {
  if valid == vectorWidth {
    start[vector: 0] = vector
  } else {
    // Through memory, because the compiler would take whole vectors to pieces along with these.
    withUnsafeBytes(of: vector) { bytes in
      UnsafeMutableRawPointer(start).copyMemory(
        from: bytes.baseAddress.unsafelyUnwrapped,
        byteCount: valid * MemoryLayout<Float>.stride
      )
    }
  }
}

/// Hands out memory for `count` numbers, whatever they are, for the time of a call.
@inline(__always)
func withScratch(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
  withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { space in
    if let start = space.baseAddress { body(start) }
  }
}
