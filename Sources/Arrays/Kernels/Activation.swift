/// A function of each number by itself that may follow a normalization.
public enum Activation: Sendable {
  case identity
  case gelu
  case geluTanh
  case silu
}

/// An ``Activation`` that the compiler can set into a loop.
protocol ActivationFunction {
  static func value(_ x: Vector) -> Vector
  static func derivative(_ x: Vector) -> Vector
}

enum IdentityFunction: ActivationFunction {
  @inline(__always) static func value(_ x: Vector) -> Vector { x }
  @inline(__always) static func derivative(_ x: Vector) -> Vector { Vector(repeating: 1) }
}

/// `½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))`, the approximation of ``GELUFunction`` by which networks
/// such as T5 were trained; with `u = 2 √(2/π) (x + 0.044715 x³)` it is `x / (1 + e^(-u))`.
enum GELUTanhFunction: ActivationFunction {
  private static let factor: Float = 1.595_769_1
  private static let cubic: Float = 0.044_715

  @inline(__always)
  private static func gate(_ x: Vector) -> Vector {
    1 / (1 + exponential(-factor * x * Vector(repeating: 1).addingProduct(x * x, cubic)))
  }

  @inline(__always)
  static func value(_ x: Vector) -> Vector { x * gate(x) }

  @inline(__always)
  static func derivative(_ x: Vector) -> Vector {
    // Far out the gate is 0 or 1, and powers of x must not become infinite beside it.
    let end = Vector(repeating: 20)
    let x = x.replaced(by: end, whereNegative: end - x).replaced(by: -end, whereNegative: x + end)
    let gate = gate(x)
    let slope = factor * Vector(repeating: 1).addingProduct(x * x, 3 * cubic)
    return gate * Vector(repeating: 1).addingProduct(x * slope, 1 - gate)
  }
}

/// `x / (1 + e^(-x))`.
enum SiLUFunction: ActivationFunction {
  @inline(__always)
  static func value(_ x: Vector) -> Vector { x / (1 + exponential(-x)) }

  @inline(__always)
  static func derivative(_ x: Vector) -> Vector {
    let gate = 1 / (1 + exponential(-x))
    return gate * Vector(repeating: 1).addingProduct(x, 1 - gate)
  }
}

extension Activation {
  /// Applies the function to `count` numbers.
  package func forward(
    _ x: UnsafePointer<Float>,
    into y: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    switch self {
    case .identity: y.update(from: x, count: count)
    case .gelu: forEachVector(count, x, x, into: y) { x, _ in GELUFunction.value(x) }
    case .geluTanh: forEachVector(count, x, x, into: y) { x, _ in GELUTanhFunction.value(x) }
    case .silu: forEachVector(count, x, x, into: y) { x, _ in SiLUFunction.value(x) }
    }
  }

  /// Writes the gradient with respect to `x`, given that of the result.
  package func backward(
    _ x: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>,
    into gradient: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    switch self {
    case .identity: gradient.update(from: outputGradient, count: count)
    case .gelu:
      forEachVector(count, x, outputGradient, into: gradient) { $1 * GELUFunction.derivative($0) }
    case .geluTanh:
      forEachVector(count, x, outputGradient, into: gradient) {
        $1 * GELUTanhFunction.derivative($0)
      }
    case .silu:
      forEachVector(count, x, outputGradient, into: gradient) { $1 * SiLUFunction.derivative($0) }
    }
  }
}

/// Applies an operation to eight numbers of each of two blocks at a time; the last are padded with
/// zeros.
@inline(__always)
func forEachVector(
  _ count: Int,
  _ a: UnsafePointer<Float>,
  _ b: UnsafePointer<Float>,
  into result: UnsafeMutablePointer<Float>,
  _ operation: (Vector, Vector) -> Vector
) {
  let part = 1 << 14
  unsafeParallelFor((count + part - 1) / part) { index in
    let end = min(count, (index + 1) * part)
    var place = index * part
    while place + vectorWidth <= end {
      result[vector: place] = operation(a[vector: place], b[vector: place])
      place += vectorWidth
    }
    guard place < end else { return }
    let rest = end - place
    store(operation(a[vector: place], b[vector: place]), result + place, rest)
  }
}
