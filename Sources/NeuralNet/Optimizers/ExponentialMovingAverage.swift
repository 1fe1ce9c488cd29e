public import Autodiff

/// A copy of a network whose parameters and buffers follow those of the network that is trained.
///
///     average = average + (1 - kept) · (parameter - average)
///     kept = min(decay, (1 + step) / (10 + step))
///
/// The average follows faster in the first steps, so that it soon holds nothing of the weights that the
/// training began with. Source: Polyak and Juditsky 1992, with the exponential weights of Ho et al.
/// 2020.
public struct ExponentialMovingAverage<Model: Parameterized> {
  /// The averaged network.
  public internal(set) var model: Model

  /// The greatest share of the average that a step keeps, in `0...1`.
  public let decay: Float

  /// Starts with the network as it is.
  public init(_ model: Model, decay: Float) {
    self.model = model
    self.decay = decay
  }

  /// Moves the average towards the network; to be called after each step of training.
  ///
  /// - Parameters:
  ///   - trained: The network after the step.
  ///   - step: The number of the step, from 1.
  /// - Precondition: `trained` has the parameters that the average started with, in the same shapes.
  public mutating func update(towards trained: Model, step: Int) {
    var copy = trained
    var collecting = Collecting()
    copy.visit(&collecting)
    var moving = Moving(
      share: 1 - min(decay, Float(1 + step) / Float(10 + step)),
      parameters: collecting.parameters.makeIterator(),
      buffers: collecting.buffers.makeIterator()
    )
    model.visit(&moving)
  }
}

extension ExponentialMovingAverage: Sendable where Model: Sendable {}

private struct Collecting: ParameterVisitor {
  var path: [String] = []
  var parameters: [Tensor] = []
  var buffers: [Tensor] = []

  mutating func visit(_ parameter: inout Tensor) { parameters.append(parameter) }

  mutating func visit(_ buffer: inout Buffer) { buffers.append(buffer.value) }
}

private struct Moving: ParameterVisitor {
  let share: Float
  var parameters: IndexingIterator<[Tensor]>
  var buffers: IndexingIterator<[Tensor]>
  var path: [String] = []

  mutating func visit(_ parameter: inout Tensor) {
    guard let trained = parameters.next() else {
      preconditionFailure("the trained network has no parameter \(name)")
    }
    parameter = parameter + share * (trained - parameter)
  }

  mutating func visit(_ buffer: inout Buffer) {
    guard let trained = buffers.next() else {
      preconditionFailure("the trained network has no buffer \(name)")
    }
    buffer.value = buffer.value + share * (trained - buffer.value)
  }
}
