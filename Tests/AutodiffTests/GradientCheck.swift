import Arrays
import Autodiff
import TestSupport
import Testing

/// Tensors that a computation is differentiated by.
struct Inputs: Parameterized {
  var tensors: [Tensor]

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    for index in tensors.indices { visitor.visit(&tensors[index], named: "\(index)") }
  }
}

/// Expects the gradients of a computation to be those that central differences have.
///
/// The computation is made a scalar by adding up its elements, each times a random number, so that an
/// element that goes astray is not made good by another. For the differences that sum is taken in
/// double precision and in row-major order, without any operation that is tested here.
///
/// The step of the differences may be 1 for a computation that is linear in each element of its
/// inputs: there is no curvature to err by, and less rounding.
func expectGradients(
  of arrays: [NDArray],
  step: Float = 1e-2,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ computation: ([Tensor]) -> Tensor
) {
  let shape = computation(arrays.map { Tensor($0) }).shape
  let factors = normal(shape, "factors")
  func sum(_ arrays: [NDArray]) -> Double {
    let result = computation(arrays.map { Tensor($0) }).array
    return zip(result.values, factors.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  var inputs = Inputs(tensors: arrays.map { Tensor($0) })
  let (_, gradients) = valueWithGradient(at: &inputs) { inputs in
    let result = computation(inputs.tensors)
    return linear(
      result.reshaped([1, result.count]),
      weight: Tensor(factors.reshaped([1, factors.count]))
    )
  }
  for index in arrays.indices {
    var differences = NDArray(repeating: 0, shape: arrays[index].shape)
    for place in differences.values.indices {
      var (above, below) = (arrays, arrays)
      above[index].values[place] += step
      below[index].values[place] -= step
      let run = above[index].values[place] - below[index].values[place]
      differences.values[place] = Float((sum(above) - sum(below)) / Double(run))
    }
    // The third derivative times a sixth of the square of the step, and the rounding of results,
    // divided by the step.
    expectClose(
      gradients.values[index].array,
      differences,
      ofLargest: 1e-3,
      "gradient of input \(index): ",
      sourceLocation: sourceLocation
    )
  }
}

/// Returns standard normal numbers that are fixed by their shape and a name.
func normal(_ shape: [Int], _ name: String) -> NDArray {
  var stream = RandomStream(seed: UInt64(shape.count), names: [name] + shape.map { "\($0)" })
  return NDArray.randomNormal(shape: shape, using: &stream)
}
