/// Returns e to the power of each number; beyond -87.3 and 88, near where the numbers of `Float` end, it
/// stays at what it is there.
///
/// `2^n · 2^f` with `f` in -1/2...1/2 and a polynomial for `2^f` whose relative error is at most 1.9e-9
/// before rounding, fitted by least squares with Lawson's weights.
@inline(__always)
func exponential(_ x: Vector) -> Vector {
  let high = Vector(repeating: 88), low = Vector(repeating: -87.3)
  let below = x.replaced(by: high, whereNegative: high - x)
  let bounded = below.replaced(by: low, whereNegative: below - low)
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
