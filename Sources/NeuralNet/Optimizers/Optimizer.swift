public import Autodiff

/// A rule that changes the parameters of a network along their gradients.
///
/// It is a value: a copy does not see the steps of the original.
public protocol Optimizer: Sendable {
  /// The size of a step; may be changed between steps.
  var learningRate: Float { get set }

  /// The names of what is remembered of each parameter, such as `first` and `second`.
  static var momentNames: [String] { get }

  /// What is remembered from step to step.
  var memory: OptimizerMemory { get set }

  /// Changes the parameters of a network against their gradients.
  ///
  /// - Precondition: The gradients are those of this network.
  mutating func update(_ model: inout some Parameterized, along gradients: Gradients)
}

/// What an optimizer remembers from step to step.
public struct OptimizerMemory: Sendable {
  /// How many steps were made.
  public var stepCount: Int

  /// For each of the optimizer's moment names a tensor for each parameter, in the order in which the
  /// network shows them; empty before the first step.
  public var moments: [String: [Tensor]]

  /// Creates a memory.
  public init(stepCount: Int, moments: [String: [Tensor]]) {
    self.stepCount = stepCount
    self.moments = moments
  }
}
