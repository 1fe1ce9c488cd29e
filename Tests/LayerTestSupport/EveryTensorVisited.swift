import Arrays
public import Autodiff
public import Testing

/// Expects a network to show each tensor and buffer that it stores, at any depth, exactly once.
///
/// What is stored is found by reflection; a tensor is known by its memory.
public func expectEveryTensorVisited(
  _ model: some Parameterized,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  var copy = model
  var visits = Visits()
  copy.visit(&visits)
  for (path, tensor) in storedTensors(in: model, path: "\(type(of: model))") {
    let count = visits.storages.count { $0 === tensor.storage }
    #expect(count == 1, "\(path) is visited \(count) times", sourceLocation: sourceLocation)
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
