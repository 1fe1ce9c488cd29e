import Arrays

/// Looks up noisy digits among the clean ones, to tell how much of a digit the noise destroys.
///
/// The squared distance of xᵢ + σ·εᵢ to a clean digit xⱼ is, but for what does not depend on j,
/// |xⱼ|² − 2·(xᵢ·xⱼ + σ·εᵢ·xⱼ). Two tables of inner products answer for every σ.
struct NearestDigit {
  private let count: Int

  /// xᵢ·xⱼ and εᵢ·xⱼ at `i · count + j`.
  private let pictures: [Float]
  private let noises: [Float]

  /// Prepares the look-up among `[N, 1, 28, 28]` digits, each with its own noise of the same shape.
  init(digits: NDArray, epsilons: NDArray) {
    count = digits.shape[0]
    pictures = Self.innerProducts(digits, digits)
    noises = Self.innerProducts(epsilons, digits)
  }

  /// Returns how many digits with noise of strength `sigma` are closest to themselves.
  func foundCount(sigma: Float) -> Int {
    (0..<count).count { i in
      let distances = (0..<count).map { j in
        pictures[j * count + j]
          - 2 * (pictures[i * count + j] + sigma * noises[i * count + j])
      }
      return distances.indices.allSatisfy { $0 == i || distances[$0] > distances[i] }
    }
  }

  private static func innerProducts(_ rows: NDArray, _ columns: NDArray) -> [Float] {
    let count = rows.shape[0]
    let length = rows.count / count
    var products = [Float](repeating: 0, count: count * count)
    products.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(count) { i in
        rows.values.withUnsafeBufferPointer { rows in
          columns.values.withUnsafeBufferPointer { columns in
            for j in 0..<count {
              var sums = SIMD8<Float>.zero
              for place in stride(from: 0, to: length, by: 8) {
                let (a, b) = (i * length + place, j * length + place)
                sums += Self.eight(rows, a) * Self.eight(columns, b)
              }
              target[i * count + j] = sums.sum()
            }
          }
        }
      }
    }
    return products
  }

  /// Returns eight neighbouring numbers; 28 · 28 is a multiple of eight.
  private static func eight(_ values: UnsafeBufferPointer<Float>, _ start: Int) -> SIMD8<Float> {
    UnsafeRawBufferPointer(values).loadUnaligned(
      fromByteOffset: 4 * start,
      as: SIMD8<Float>.self
    )
  }
}
