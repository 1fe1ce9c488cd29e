import Arrays
import Synchronization

/// The operations of a computation in the order in which they ran, for the way back.
///
/// One flat list: an operation names its inputs by their places, all before its own, so the way back
/// is the list from its end, without recursion and without a sort. What an operation kept is let go as
/// soon as its gradient has passed.
final class Tape: Sendable {
  /// A tensor's place on a tape.
  struct Node: Sendable {
    let tape: Tape
    let index: Int
  }

  /// Turns the gradient of an operation's result into those of its inputs; `nil` for an input that
  /// needs none.
  typealias Pullback = @Sendable (_ gradient: Storage) -> [Storage?]

  private struct Entry {
    let inputs: [Int?]
    let pullback: Pullback?
  }

  private struct State {
    var entries: [Entry] = []
    var buffers: [Tensor?] = []
  }

  private let state = Mutex(State())

  /// Puts a tensor on the tape that gradients are wanted for.
  func lift(_ tensor: Tensor) -> Tensor {
    let index = append(Entry(inputs: [], pullback: nil))
    return Tensor(
      shape: tensor.shape,
      storage: tensor.storage,
      node: Node(tape: self, index: index)
    )
  }

  /// Makes room for a number that the computation updates; see ``Buffer``.
  func makeBuffer() -> Int {
    state.withLock {
      $0.buffers.append(nil)
      return $0.buffers.count - 1
    }
  }

  func update(buffer: Int, to value: Tensor) {
    state.withLock { $0.buffers[buffer] = value.detached }
  }

  /// The updated values of the buffers, `nil` where nothing was written.
  var buffers: [Tensor?] { state.withLock { $0.buffers } }

  private func append(_ entry: Entry) -> Int {
    state.withLock {
      $0.entries.append(entry)
      return $0.entries.count - 1
    }
  }

  /// Returns the result of an operation, on the tape of its inputs if they are on one.
  ///
  /// - Precondition: All inputs that are on a tape are on the same one.
  static func record(
    _ inputs: [Tensor],
    shape: [Int],
    storage: Storage,
    pullback: @autoclosure () -> Pullback
  ) -> Tensor {
    guard let tape = inputs.lazy.compactMap(\.node).first?.tape else {
      return Tensor(shape: shape, storage: storage)
    }
    precondition(
      inputs.allSatisfy { $0.node == nil || $0.node?.tape === tape },
      "tensors of two tapes cannot be combined: one of them belongs to a computation that is over"
    )
    let index = tape.append(Entry(inputs: inputs.map { $0.node?.index }, pullback: pullback()))
    return Tensor(shape: shape, storage: storage, node: Node(tape: tape, index: index))
  }

  /// Follows the tape back from a scalar and empties it.
  ///
  /// - Returns: The gradients of the first `count` entries, those of lifted tensors; `nil` where the
  ///   scalar does not depend on one.
  func gradients(of loss: Tensor, count: Int) -> [Storage?] {
    guard let node = loss.node else { return [Storage?](repeating: nil, count: count) }
    precondition(
      node.tape === self,
      "the loss stands on another tape: it belongs to a computation around this one, or that is over"
    )
    var entries = state.withLock { state in
      defer { state.entries = [] }
      return state.entries
    }
    var gradients = [Storage?](repeating: nil, count: entries.count)
    let one = Storage(count: 1)
    one.start[0] = 1
    gradients[node.index] = one
    while entries.count > count {
      let entry = entries.removeLast()
      let index = entries.count
      guard let gradient = gradients[index] else { continue }
      gradients[index] = nil
      guard let pullback = entry.pullback else { continue }
      for (input, new) in zip(entry.inputs, pullback(gradient)) {
        guard let input, let new else { continue }
        if let known = gradients[input] {
          gradients[input] = Elementwise.add(known, new)
        } else {
          gradients[input] = new
        }
      }
    }
    return Array(gradients[..<count])
  }
}
