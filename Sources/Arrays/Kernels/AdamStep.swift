/// One step of Adam on the numbers of one parameter (Kingma and Ba 2015, in PyTorch's arrangement).
package struct AdamStep: Sendable {
  package let betas: (Float, Float)

  /// The learning rate, divided by `1 - beta1^step`.
  package let size: Float

  /// `1 / sqrt(1 - beta2^step)`.
  package let correction: Float
  package let epsilon: Float

  package init(betas: (Float, Float), size: Float, correction: Float, epsilon: Float) {
    self.betas = betas
    self.size = size
    self.correction = correction
    self.epsilon = epsilon
  }

  /// Returns the changed numbers, and changes the moments.
  package func apply(
    to old: Storage,
    gradient: Storage,
    first: Storage,
    second: Storage
  ) -> Storage {
    let result = Storage(count: old.count)
    let part = 1 << 14
    unsafeParallelFor((result.count + part - 1) / part) { block in
      let end = min(result.count, (block + 1) * part)
      var place = block * part
      while place < end {
        let valid = min(vectorWidth, end - place)
        let g = gradient.start[vector: place]
        var m = first.start[vector: place], v = second.start[vector: place]
        m = m.addingProduct(g - m, Vector(repeating: 1 - betas.0))
        v = (betas.1 * v).addingProduct(g * g, Vector(repeating: 1 - betas.1))
        let root = Vector(repeating: epsilon).addingProduct(
          v.squareRoot(),
          Vector(repeating: correction)
        )
        store(m, first.start + place, valid)
        store(v, second.start + place, valid)
        store(old.start[vector: place] - size * m / root, result.start + place, valid)
        place += vectorWidth
      }
    }
    return result
  }
}
