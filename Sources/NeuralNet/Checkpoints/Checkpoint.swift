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
    var copy = self
    var loading = Loading(checkpoint: checkpoint, path: path)
    copy.visit(&loading)
    if let error = loading.error { throw error }
    self = copy
  }

  /// Sets all parameters and buffers to those of a file.
  ///
  /// - Throws: ``SafetensorsError`` when the file cannot be read, or one of them is missing or has
  ///   another shape; nothing is changed then.
  public mutating func load(from path: String) throws(SafetensorsError) {
    try load(Safetensors(path: path), path: path)
  }
}

private struct Collecting: ParameterVisitor {
  var path: [String] = []
  var tensors: [(name: String, array: NDArray)] = []

  mutating func visit(_ parameter: inout Tensor) { tensors.append((name, parameter.array)) }

  mutating func visit(_ buffer: inout Buffer) { tensors.append((name, buffer.value.array)) }
}

private struct Loading: ParameterVisitor {
  let arrays: [String: NDArray]
  let file: String
  var path: [String] = []
  var error: SafetensorsError?

  init(checkpoint: Safetensors, path: String) {
    arrays = Dictionary(checkpoint.tensors.map { ($0.name, $0.array) }, uniquingKeysWith: { $1 })
    file = path
  }

  mutating func visit(_ parameter: inout Tensor) { parameter = loaded(parameter) }

  mutating func visit(_ buffer: inout Buffer) { buffer.value = loaded(buffer.value) }

  private mutating func loaded(_ tensor: Tensor) -> Tensor {
    guard error == nil else { return tensor }
    guard let array = arrays[name] else {
      error = SafetensorsError(
        code: .missingTensor,
        path: file,
        message: "there is no tensor \(name), which the network needs"
      )
      return tensor
    }
    guard array.shape == tensor.shape else {
      error = SafetensorsError(
        code: .wrongShape,
        path: file,
        message: "\(name) has the shape \(array.shape), and the network needs \(tensor.shape)"
      )
      return tensor
    }
    return Tensor(array)
  }
}
