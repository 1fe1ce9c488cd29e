import Arrays
public import Autodiff
public import Testing

/// Expects a network to show each tensor and buffer that it stores, at any depth, exactly once.
public func expectEveryTensorVisited(
  _ model: some Parameterized,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let counts = visitCounts(of: model).filter { $0.count != 1 }
  #expect(counts.isEmpty, "not visited exactly once: \(counts)", sourceLocation: sourceLocation)
}

/// Returns how often a network shows each tensor that it stores.
///
/// What is stored is found by reflection; a tensor is known by its memory.
public func visitCounts(of model: some Parameterized) -> [(path: String, count: Int)] {
  var copy = model
  var visits = Visits()
  copy.visit(&visits)
  return storedTensors(in: model, path: "model").map { path, tensor in
    (path, visits.storages.count { $0 === tensor.storage })
  }
}

private struct Visits: ParameterVisitor {
  var path: [String] = []
  var storages: [Storage] = []

  mutating func visit(_ parameter: inout Tensor) { storages.append(parameter.storage) }

  mutating func visit(_ buffer: inout Buffer) { storages.append(buffer.value.storage) }
}

private func storedTensors(in value: Any, path: String) -> [(path: String, tensor: Tensor)] {
  switch value {
  case let tensor as Tensor: [(path, tensor)]
  case let buffer as Buffer: [(path, buffer.value)]
  default:
    Mirror(reflecting: value).children.flatMap {
      storedTensors(in: $0.value, path: "\(path).\($0.label ?? "?")")
    }
  }
}
