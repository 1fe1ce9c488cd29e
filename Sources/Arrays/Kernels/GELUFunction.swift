/// `x Φ(x)`, with the distribution function of the normal distribution (Hendrycks and Gimpel 2016).
///
/// `Φ(x) = ½ (1 + erf(x/√2))`. The odd functions in it and in its slope are `x` times a quotient of two
/// polynomials in `x²`, fitted with Lawson's weights; where they have come to their end in `Float`, `|x|`
/// is bounded. Beside two powers of e this takes half the time.
enum GELUFunction: ActivationFunction {
  /// `½ (x + |x| erf(|x|/√2))`, with an error function that is right to 3.2e-7.
  @inline(__always)
  static func value(_ x: Vector) -> Vector {
    let size = x.magnitude
    let z = bounded(size, by: 5.6)
    let u = z * z
    let over = quintic(
      (0.797_884_464, 0.068_752_058, 9.414_509_87e-3, 3.477_000_28e-4, 1.271_306_25e-5),
      4.429_078_61e-8,
      u
    )
    let under = quintic(
      (1, 0.252_833_635, 0.028_940_044_3, 1.912_973_94e-3, 7.510_172_14e-5),
      1.180_214_33e-6,
      u
    )
    return 0.5 * x.addingProduct(size, z * over / under)
  }

  /// `Φ(x) + x φ(x)`, where φ is the density; right to 4e-7, of which the fit has 5e-9.
  @inline(__always)
  static func derivative(_ x: Vector) -> Vector {
    let z = bounded(x.magnitude, by: 5.8)
    let u = z * z, u2 = u * u, u6 = u2 * u2 * u2
    let over = quintic(
      (1.595_769_05, -0.052_007_589_5, 0.028_000_781_3, 2.743_755_47e-4, 6.814_766_68e-5),
      1.500_520_74e-6,
      u
    )
    .addingProduct(u6, 3.165_986_58e-8)
    let under = quintic(
      (1, 0.300_742_179, 0.042_794_954, 3.785_109_85e-3, 2.289_917_32e-4),
      9.452_994_16e-6,
      u
    )
    .addingProduct(u6, Vector(repeating: 2.924_645_63e-7).addingProduct(u, 1.286_498_24e-9))
    let odd = 0.5 * z * over / under
    return 0.5 + (-odd).replaced(by: odd, whereNegative: -x)
  }

  @inline(__always)
  private static func bounded(_ size: Vector, by end: Float) -> Vector {
    let end = Vector(repeating: end)
    return size.replaced(by: end, whereNegative: end - size)
  }

  /// Returns the polynomial with six coefficients, the constant first, by Estrin's scheme: its products
  /// wait for each other less than Horner's.
  @inline(__always)
  private static func quintic(
    _ c: (Float, Float, Float, Float, Float),
    _ last: Float,
    _ u: Vector
  ) -> Vector {
    let u2 = u * u
    let first = Vector(repeating: c.0).addingProduct(u, c.1)
    let second = Vector(repeating: c.2).addingProduct(u, c.3)
    let third = Vector(repeating: c.4).addingProduct(u, last)
    return first.addingProduct(u2, second.addingProduct(u2, third))
  }
}
