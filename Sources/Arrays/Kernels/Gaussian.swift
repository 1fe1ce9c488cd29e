/// The exponential and the normal distribution, eight numbers at a time.
enum Gaussian {
  /// Returns e to the power of each number; beyond -87.3 and 88, near where the numbers of `Float` end,
  /// it stays at what it is there.
  ///
  /// `2^n · 2^f` with `f` in -1/2...1/2 and a polynomial for `2^f` whose relative error is at most
  /// 1.9e-9 before rounding, fitted by least squares with Lawson's weights.
  @inline(__always)
  static func exponential(_ x: Vector) -> Vector {
    let high = Vector(repeating: 88)
    return exponentialBelow88(x.replaced(by: high, whereNegative: high - x))
  }

  /// ``exponential(_:)`` of numbers that are at most 88.
  @inline(__always)
  private static func exponentialBelow88(_ x: Vector) -> Vector {
    let low = Vector(repeating: -87.3)
    let bounded = x.replaced(by: low, whereNegative: x - low)
    // Adding 1.5 · 2²³ leaves no bits for a fraction: the sum is rounded, and ends in the integer.
    let rounder = Vector(repeating: 0x1.8p23)
    let sum = rounder.addingProduct(bounded, 1.442_695_04)
    let whole = sum - rounder
    // The part of log2(e) that `Float` lacks is put back where it counts.
    let f =
      (bounded.addingProduct(whole, -0.693_359_375)).addingProduct(whole, 2.121_944_4e-4)
      * 1.442_695_04
    // By Estrin's scheme, whose products wait for each other less than Horner's.
    let f2 = f * f
    let first = Vector(repeating: 1).addingProduct(f, 6.931_472e-1)
    let second = Vector(repeating: 2.402_264_7e-1).addingProduct(f, 5.550_328_8e-2)
    let third = Vector(repeating: 9.618_489e-3).addingProduct(f, 1.339_993_1e-3)
      .addingProduct(f2, 1.534_580_7e-4)
    let power = first.addingProduct(f2, second).addingProduct(f2 * f2, third)
    let exponent = (unsafeBitCast(sum, to: SIMD8<UInt32>.self) &+ 127) &<< 23
    return power * unsafeBitCast(exponent, to: Vector.self)
  }

  /// Returns, of the standard normal distribution, the probability up to each number and the density
  /// there.
  ///
  /// With `z = |x| / √2` and `t = 1 / (1 + 0.3 z)`, the tail is `½ e^(-z²)` times a polynomial of
  /// degree 9 in `t` for `erfc(z) e^(z²)`, the form of Abramowitz and Stegun 7.1.26; its coefficients
  /// were fitted for a relative error of at most 2.0e-8 over z in 0...10.
  @inline(__always)
  static func distribution(_ x: Vector) -> (cumulative: Vector, density: Vector) {
    let z = x.magnitude * 0.707_106_77
    let t = 1 / Vector(repeating: 1).addingProduct(z, 0.3)
    let bell = exponentialBelow88(-0.5 * x * x)
    let t2 = t * t, t4 = t2 * t2
    let first = Vector(repeating: 0.169_188).addingProduct(t, 0.170_715_27)
    let second = Vector(repeating: 0.148_338_86).addingProduct(t, 0.214_927_17)
    let third = Vector(repeating: -0.094_653_139).addingProduct(t, 0.547_723_27)
    let fourth = Vector(repeating: -0.512_280_74).addingProduct(t, 0.485_564_42)
      .addingProduct(t2, -0.129_523_14)
    let polynomial = first.addingProduct(t2, second)
      .addingProduct(t4, third.addingProduct(t2, fourth))
    let tail = 0.5 * polynomial * t * bell
    return ((1 - tail).replaced(by: tail, whereNegative: x), 0.398_942_28 * bell)
  }
}
