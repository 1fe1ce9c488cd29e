import Arrays
import Autodiff
import Foundation
import NeuralNet
import TestSupport
import Testing

/// A file of what PyTorch 2.15 computed on the CPU; `interop/pytorch/make_fixtures.py` wrote it.
struct Golden {
  let file: Safetensors

  init(_ name: String) throws {
    let url = try #require(
      Bundle.module.url(
        forResource: name,
        withExtension: "safetensors",
        subdirectory: "Fixtures"
      )
    )
    file = try Safetensors(path: url.path)
  }

  /// The tensors whose names begin with a word and a dot, without it.
  func part(_ prefix: String) -> Safetensors {
    Safetensors(
      tensors: file.tensors.filter { $0.name.hasPrefix(prefix + ".") }
        .map { (String($0.name.dropFirst(prefix.count + 1)), $0.array) }
    )
  }

  func array(_ name: String) throws -> NDArray {
    try #require(file[name], "the fixture has no tensor \(name)")
  }
}

/// Tensors with names, as a network, so that gradients with respect to them can be asked for.
struct Bag: Parameterized {
  var names: [String]
  var tensors: [Tensor]

  subscript(name: String) -> Tensor { tensors[names.firstIndex(of: name) ?? names.count] }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    for index in names.indices { visitor.visit(&tensors[index], named: names[index]) }
  }
}

/// Expects a loss's gradients to be those of a file, and none to be missing.
func expectGradients(_ gradients: Gradients, _ expected: Safetensors, relative: Float) throws {
  #expect(Set(gradients.names) == Set(expected.tensors.map(\.name)))
  for (name, gradient) in zip(gradients.names, gradients.values) {
    let error = relativeError(gradient.array, try #require(expected[name]))
    #expect(error < relative, "the gradient of \(name) is off by \(error)")
  }
}

/// The largest difference, over the largest expected number.
func relativeError(_ actual: NDArray, _ expected: NDArray) -> Float {
  guard actual.shape == expected.shape else { return .infinity }
  let differences = zip(actual.values, expected.values).map { abs($0 - $1) }
  guard differences.allSatisfy(\.isFinite) else { return .infinity }
  return (differences.max() ?? 0) / max(expected.values.map(abs).max() ?? 1, 1e-6)
}
