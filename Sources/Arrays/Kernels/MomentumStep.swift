/// One step of gradient descent with momentum on the numbers of one parameter (Polyak 1964, in
/// PyTorch's arrangement).
package struct MomentumStep: Sendable {
  package let learningRate: Float
  package let momentum: Float

  package init(learningRate: Float, momentum: Float) {
    self.learningRate = learningRate
    self.momentum = momentum
  }

  /// Returns the changed numbers and the new velocity: `v' = momentum · v + g`, `x' = x - rate · v'`.
  package func apply(
    to old: Storage,
    gradient: Storage,
    velocity: Storage
  ) -> (parameter: Storage, velocity: Storage) {
    let result = Storage(count: old.count), moved = Storage(count: old.count)
    forEachVector(old.count, velocity.start, gradient.start, into: moved.start) { v, g in
      g.addingProduct(v, Vector(repeating: momentum))
    }
    forEachVector(old.count, old.start, moved.start, into: result.start) { x, v in
      x.addingProduct(v, Vector(repeating: -learningRate))
    }
    return (result, moved)
  }
}
