import Arrays

/// The gradients of a network's parameters, in the order in which it shows them.
public struct Gradients: Sendable {
  /// The names of the parameters, such as `down1.first.conv.weight`.
  public let names: [String]

  /// A gradient for each; zero where the loss does not depend on the parameter.
  public var values: [Tensor]
}

/// Returns the value of a loss at a network, and its gradients with respect to the parameters.
///
///     let (loss, gradients) = valueWithGradient(at: &unet) { unet in
///       meanSquaredError(unet(z), x)
///     }
///
/// The closure is handed the network with its parameters on a tape. Afterwards the network's buffers
/// hold what the computation wrote to them; its parameters are as before.
///
/// - Returns: The loss, and the gradients.
/// - Precondition: The loss is a scalar.
public func valueWithGradient<Model: Parameterized>(
  at model: inout Model,
  _ loss: (Model) throws -> Tensor
) rethrows -> (value: Float, gradients: Gradients) {
  let tape = Tape()
  var lifted = model
  var lifting = Lifting(tape: tape)
  lifted.visit(&lifting)
  let value = try loss(lifted)
  precondition(value.count == 1, "a loss is a scalar, not of shape \(value.shape)")
  let storages = tape.gradients(of: value, count: lifting.shapes.count)
  let gradients = zip(storages, lifting.shapes).map { storage, shape in
    storage.map { Tensor(shape: shape, storage: $0) } ?? Tensor(repeating: 0, shape: shape)
  }
  var writing = Writing(values: tape.buffers)
  model.visit(&writing)
  return (value.scalar, Gradients(names: lifting.names, values: gradients))
}

/// Puts parameters on a tape.
private struct Lifting: ParameterVisitor {
  let tape: Tape
  var path: [String] = []
  var names: [String] = []
  var shapes: [[Int]] = []

  mutating func visit(_ parameter: inout Tensor) {
    precondition(parameter.mapped == nil, "\(name) stays in its file and cannot be trained")
    names.append(name)
    shapes.append(parameter.shape)
    parameter = tape.lift(parameter)
  }

  mutating func visit(_ buffer: inout Buffer) { buffer.place = (tape, tape.makeBuffer()) }
}

/// Writes the values of buffers back, in the order in which they were lifted.
private struct Writing: ParameterVisitor {
  var values: [Tensor?]
  var path: [String] = []
  private var next = 0

  init(values: [Tensor?]) { self.values = values }

  mutating func visit(_ parameter: inout Tensor) {}

  mutating func visit(_ buffer: inout Buffer) {
    if let value = values[next] { buffer.value = value }
    next += 1
  }
}
