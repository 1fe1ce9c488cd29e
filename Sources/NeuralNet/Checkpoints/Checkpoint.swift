import Arrays
public import Autodiff

extension Parameterized {
  /// The parameters and buffers by their names, as PyTorch's `state_dict` has them.
  public func checkpoint(metadata: [String: String] = [:]) -> Safetensors {
    var copy = self
    var collecting = Collecting()
    copy.visit(&collecting)
    return Safetensors(tensors: collecting.tensors, metadata: metadata)
  }

  /// Sets all parameters and buffers to those of a file.
  ///
  /// - Parameters:
  ///   - checkpoint: The contents of the file.
  ///   - path: The file, for messages.
  /// - Throws: ``SafetensorsError`` when one is missing or has another shape; nothing is changed then.
  public mutating func load(_ checkpoint: Safetensors, path: String) throws(SafetensorsError) {
    let arrays = Dictionary(
      checkpoint.tensors.map { ($0.name, $0.array) },
      uniquingKeysWith: { $1 }
    )
    try load(path: path) { arrays[$0].map { Tensor($0) } }
  }

  /// Sets all parameters and buffers to those of a file.
  ///
  /// - Throws: ``SafetensorsError`` when the file cannot be read, or one of them is missing or has
  ///   another shape; nothing is changed then.
  public mutating func load(from path: String) throws(SafetensorsError) {
    let stored = Dictionary(
      try SafetensorsFile(path: path).tensors.map { ($0.name, $0) },
      uniquingKeysWith: { $1 }
    )
    try load(path: path) { stored[$0]?.mapped.widened }
  }

  /// Sets all parameters and buffers to tensors that are found by their names.
  ///
  /// - Parameters:
  ///   - path: Where they are from, for messages.
  ///   - find: Returns the tensor of a name, or `nil` if there is none.
  /// - Throws: ``SafetensorsError`` when one is missing or has another shape; nothing is changed then.
  public mutating func load(
    path: String,
    _ find: (_ name: String) -> Tensor?
  ) throws(SafetensorsError) {
    var copy = self
    let error: SafetensorsError? = withoutActuallyEscaping(find) { find in
      var loading = Loading(find: find, file: path)
      copy.visit(&loading)
      return loading.error
    }
    if let error { throw error }
    self = copy
  }
}

private struct Collecting: ParameterVisitor {
  var path: [String] = []
  var tensors: [(name: String, array: NDArray)] = []

  mutating func visit(_ parameter: inout Tensor) { tensors.append((name, parameter.array)) }

  mutating func visit(_ buffer: inout Buffer) { tensors.append((name, buffer.value.array)) }
}

private struct Loading: ParameterVisitor {
  let find: (String) -> Tensor?
  let file: String
  var path: [String] = []
  var error: SafetensorsError?

  init(find: @escaping (String) -> Tensor?, file: String) {
    self.find = find
    self.file = file
  }

  mutating func visit(_ parameter: inout Tensor) { parameter = loaded(parameter) }

  mutating func visit(_ buffer: inout Buffer) { buffer.value = loaded(buffer.value) }

  private mutating func loaded(_ tensor: Tensor) -> Tensor {
    guard error == nil else { return tensor }
    guard let found = find(name) else {
      error = SafetensorsError(
        code: .missingTensor,
        path: file,
        message: "there is no tensor \(name), which the network needs"
      )
      return tensor
    }
    guard found.shape == tensor.shape else {
      error = SafetensorsError(
        code: .wrongShape,
        path: file,
        message: "\(name) has the shape \(found.shape), and the network needs \(tensor.shape)"
      )
      return tensor
    }
    return found
  }
}
