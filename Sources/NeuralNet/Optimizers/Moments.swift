import Arrays
import Autodiff

/// Numbers for each parameter of a network that an optimizer's kernel changes in place.
///
/// They are copied before a change when another optimizer shares them.
struct Moments: Sendable {
  private var shapes: [[Int]]
  private var stored: [Storage]

  /// Starts with zeros of the shapes of some tensors.
  init(zerosLike tensors: [Tensor]) {
    shapes = tensors.map(\.shape)
    stored = tensors.map { Storage(zeros: $0.count) }
  }

  /// Copies tensors.
  init(_ tensors: [Tensor]) {
    shapes = tensors.map(\.shape)
    stored = tensors.map { $0.storage.copy() }
  }

  /// A copy of the numbers.
  var tensors: [Tensor] { zip(shapes, stored).map { Tensor(shape: $0, storage: $1.copy()) } }

  /// Returns the numbers, which nothing else holds, to be changed.
  mutating func unshared() -> [Storage] {
    for index in stored.indices where !isKnownUniquelyReferenced(&stored[index]) {
      stored[index] = stored[index].copy()
    }
    return stored
  }
}

extension Storage {
  fileprivate func copy() -> Storage {
    let copy = Storage(count: count)
    copy.start.update(from: start, count: count)
    return copy
  }
}
