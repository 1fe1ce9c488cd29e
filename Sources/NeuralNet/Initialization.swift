import Arrays
import Autodiff

extension Tensor {
  /// Draws a tensor uniformly from `-bound...bound`, in the order of its shape.
  static func uniform(shape: [Int], bound: Float, using stream: inout RandomStream) -> Tensor {
    let count = shape.reduce(1, *)
    var values: [Float] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append((2 * stream.nextUniform() - 1) * bound) }
    return Tensor(NDArray(values, shape: shape))
  }
}
