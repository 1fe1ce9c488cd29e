public import Arrays
import Autodiff
import NeuralNet

/// What a ``UNet2DCondition`` is applied to, from a file, with the names of diffusers' arguments.
public struct ForwardInputs: Sendable {
  /// Noisy pictures, `[N, C, H, W]`.
  public let sample: NDArray

  /// A timestep for each of them, or one for all.
  public let timesteps: [Float]

  /// The encoded text of each, `[N, L, E]`.
  public let encoderHiddenStates: NDArray

  /// For a second stage how noisy the small pictures are, like the timesteps.
  public let classLabels: [Float]?

  /// Reads `sample`, `timestep`, `encoder_hidden_states`, and for a second stage `class_labels`.
  ///
  /// - Throws: ``ModelError`` when the file cannot be read, or what is in it does not fit the network.
  public init(path: String, for configuration: UNet2DConfiguration) throws(ModelError) {
    let tensors: [String: StoredTensor]
    do {
      tensors = Dictionary(
        try SafetensorsFile(path: path).tensors.map { ($0.name, $0) },
        uniquingKeysWith: { $1 }
      )
    } catch {
      throw ModelError(path: path, message: error.message)
    }
    func array(
      _ name: String,
      _ expected: String,
      _ fits: ([Int]) -> Bool
    ) throws(ModelError) -> NDArray {
      guard let tensor = tensors[name] else {
        throw ModelError(path: path, message: "there is no tensor \(name), of shape \(expected)")
      }
      guard fits(tensor.shape), !tensor.shape.contains(0) else {
        throw ModelError(
          path: path,
          message: "\(name) has the shape \(tensor.shape), and must have \(expected)"
        )
      }
      return tensor.array
    }
    let (channels, multiple) = (configuration.inChannels, configuration.sizeMultiple)
    let sample = try array(
      "sample",
      "[N, \(channels), H, W], with H and W multiples of \(multiple)"
    ) { shape in
      shape.count == 4 && shape[1] == channels && shape[2].isMultiple(of: multiple)
        && shape[3].isMultiple(of: multiple)
    }
    let count = sample.shape[0]
    let isOneOrEach: ([Int]) -> Bool = { $0 == [] || $0 == [1] || $0 == [count] }
    timesteps = try array("timestep", "[] or [\(count)]", isOneOrEach).values
    encoderHiddenStates = try array(
      "encoder_hidden_states",
      "[\(count), L, \(configuration.encoderHidDim)]"
    ) { $0.count == 3 && $0[0] == count && $0[2] == configuration.encoderHidDim }
    classLabels =
      configuration.hasClassEmbedding
      ? try array("class_labels", "[] or [\(count)]", isOneOrEach).values : nil
    self.sample = sample
  }
}

extension UNet2DCondition {
  /// Applies the network, and returns `[N, out, H, W]`.
  public func callAsFunction(_ inputs: ForwardInputs) -> NDArray {
    self(
      Tensor(inputs.sample),
      timesteps: inputs.timesteps,
      text: condition(on: Tensor(inputs.encoderHiddenStates)),
      classLabels: inputs.classLabels
    )
    .array
  }
}
