/// Arithmetic on numbers that lie alike.
package enum Elementwise {
  /// Returns the sums.
  package static func add(_ a: Storage, _ b: Storage) -> Storage {
    combine(a, b) { $0 + $1 }
  }

  /// Returns the differences.
  package static func subtract(_ a: Storage, _ b: Storage) -> Storage {
    combine(a, b) { $0 - $1 }
  }

  /// Returns the products.
  package static func multiply(_ a: Storage, _ b: Storage) -> Storage {
    combine(a, b) { $0 * $1 }
  }

  /// Returns each number times another one.
  package static func multiply(_ a: Storage, by factor: Float) -> Storage {
    let factors = Vector(repeating: factor)
    return combine(a, a) { a, _ in factors * a }
  }

  @inline(__always)
  private static func combine(
    _ a: Storage,
    _ b: Storage,
    _ operation: (Vector, Vector) -> Vector
  ) -> Storage {
    let result = Storage(count: a.count)
    forEachVector(a.count, a.start, b.start, into: result.start, operation)
    return result
  }
}
